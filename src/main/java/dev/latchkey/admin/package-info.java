/**
 * What administrators do with accounts, keys and the record of events.
 *
 * <p>Whoever calls in here has been let in by {@link dev.latchkey.admin.AdminGate}. Each action is
 * one transaction and leaves an audit event that names the administrator.
 */
package dev.latchkey.admin;
