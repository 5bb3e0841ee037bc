/**
 * Counters for monitoring: {@link dev.latchkey.metrics.Counters} has all of them.
 *
 * <p>Counters are per node, begin when it starts, and are kept in memory only. Counting is cheap
 * and never blocks. No label has a value that users choose: no address, no name, no token.
 */
package dev.latchkey.metrics;
