/**
 * An application in the same WAR that lists no classes: guards at every place where they may stand,
 * inherited in every way.
 */
package dev.latchkey.samples.guarded;
