/**
 * Health and metrics, for those who monitor the server.
 *
 * <p>Health is open to everyone. Neither waits for the database longer than two seconds.
 */
package dev.latchkey.ops.watch;
