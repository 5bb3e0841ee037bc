/**
 * The administrators' API below {@code /_latchkey/admin/v1}: accounts, keys, the audit trail,
 * limits, mail, and the state of the nodes.
 *
 * <p>{@link dev.latchkey.api.admin.AdminFilter} admits only administrators who authenticated
 * recently, except to the resource that creates the first one.
 */
package dev.latchkey.api.admin;
