/**
 * What administrators do with accounts, keys, audit events, limits and mail.
 *
 * <p>Callers have passed {@link dev.latchkey.admin.AdminGate}. Each action is one transaction and
 * records an audit event that names the administrator.
 */
package dev.latchkey.admin;
