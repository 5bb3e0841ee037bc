/**
 * Operation: what happens when a node starts and stops, and what it does in the background.
 *
 * <p>Whatever is wrong with the settings, the keys, the database or the server stops the deployment
 * here, with one sentence that says what to change.
 */
package dev.latchkey.ops;
