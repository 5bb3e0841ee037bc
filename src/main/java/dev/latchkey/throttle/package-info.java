/**
 * Rate limits per action, counted in the database for all nodes together.
 *
 * <p>An attempt is counted, and the count committed, before it is made. So concurrent attempts
 * cannot exceed a limit, and failed requests stay counted.
 */
package dev.latchkey.throttle;
