/**
 * Measures what the paths cost that clients take most often, each beside its limit and in the same
 * run.
 *
 * <p>Everything that is compared is measured in turns of a few seconds, since a machine is seldom
 * as fast as it was a minute ago. Compiled and run by {@code bench/run} only.
 */
package dev.latchkey.bench;
