/**
 * Operation: what happens when a node starts and ends, what it does in the background, and what it tells
 * those who watch over it.
 *
 * <p>What is wrong with the settings, the keys, the database or the server stops the deployment here, with one
 * sentence that says what to change. Health and figures are open to whoever may ask; they never wait for the
 * database longer than two seconds.
 */
package dev.latchkey.ops;
