/**
 * Operation: what happens when the application starts, and what surrounds every request.
 *
 * <p>What is wrong with the settings, the keys or the database stops the deployment here, with one
 * sentence that says what to change.
 */
package dev.latchkey.ops;
