/**
 * Rate limits: how often what may be tried, counted in the database so that all nodes count
 * together.
 *
 * <p>An attempt is counted, and the count committed, before it is made: what runs at once cannot
 * slip through together, and a request that fails has been counted all the same.
 */
package dev.latchkey.throttle;
