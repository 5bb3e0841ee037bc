/**
 * Health and metrics, for monitoring.
 *
 * <p>Health needs no authentication. Neither waits for the database for more than two seconds.
 */
package dev.latchkey.ops.watch;
