/**
 * Audit events: a CDI event that applications can observe, a row for administrators, and a log
 * line.
 *
 * <p>An event is recorded in the transaction of the change that it describes. It contains no token,
 * code or password.
 */
@NullMarked
package dev.latchkey.audit;

import org.jspecify.annotations.NullMarked;
