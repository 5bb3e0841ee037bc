/**
 * The administrators' API below {@code /_latchkey/admin/v1}: accounts, keys, the audit trail.
 *
 * <p>{@link dev.latchkey.api.admin.AdminFilter} admits only administrators who authenticated
 * recently.
 */
package dev.latchkey.api.admin;
