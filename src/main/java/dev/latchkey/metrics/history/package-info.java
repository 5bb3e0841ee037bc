/**
 * The metrics of the last day, at the grain of a minute, summed over all nodes.
 *
 * <p>Each node adds what its counters have grown by, in the background; requests only count in
 * memory. Concurrent nodes add to the same rows, and lose nothing.
 */
package dev.latchkey.metrics.history;
