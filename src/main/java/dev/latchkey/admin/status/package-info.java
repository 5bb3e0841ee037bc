/**
 * The state of the installation for administrators: its release, its health and its nodes.
 *
 * <p>Each node keeps a row of its own up to date in the background.
 */
package dev.latchkey.admin.status;
