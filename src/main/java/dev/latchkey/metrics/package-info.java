/**
 * What is counted, for whoever watches over the server: {@link dev.latchkey.metrics.Counters} has
 * them all.
 *
 * <p>Counters are of this node since it started; they are in memory and nowhere else. Counting
 * costs a request next to nothing and never waits. No label has a value that people choose: no
 * address, no name, no token.
 */
package dev.latchkey.metrics;
