/**
 * What happened to whom: an event for everyone in the application who wants to observe it, a row
 * for the administrator, a line in the log.
 *
 * <p>Events are recorded in the transaction of what they tell of. No token, code or password is
 * ever part of one.
 */
package dev.latchkey.audit;
