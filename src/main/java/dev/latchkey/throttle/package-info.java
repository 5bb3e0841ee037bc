/**
 * Rate limits per action, counted in the database for all nodes together.
 *
 * <p>An attempt is counted, and the count committed, before it is made. So concurrent attempts
 * cannot exceed a limit, and failed requests stay counted.
 *
 * <p>The count of a right credential is subtracted again. If its transaction fails, the node
 * subtracts as soon as the database works again; wrong credentials stay counted.
 */
package dev.latchkey.throttle;
