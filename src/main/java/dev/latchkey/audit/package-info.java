/**
 * What happened to whom: an event for everyone in the application who wants to observe it, a row for
 * the administrator, a line in the log.
 *
 * <p>Events are recorded in the transaction of what they tell of. No token, code or password is ever
 * part of one. Here is also what is known of the client that a request comes from.
 */
package dev.latchkey.audit;
