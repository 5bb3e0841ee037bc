/**
 * What the server's secret key protects: each purpose has a key of its own, derived by HKDF (RFC
 * 5869). For the server alone; no part of the jar for resource servers.
 *
 * <p>No {@code toString()} shows a key. All types are safe for concurrent use.
 */
package dev.latchkey.crypto.secrets;
