/**
 * Operation: startup, shutdown and background work of a node.
 *
 * <p>Invalid settings, keys, databases or servers stop the deployment here, with one sentence that
 * says what to change.
 */
@NullMarked
package dev.latchkey.ops;

import org.jspecify.annotations.NullMarked;
