/**
 * Protection by the server's secret key. Each purpose has a separate key, derived by HKDF (RFC
 * 5869). For the server only; not part of the jar for resource servers.
 *
 * <p>No {@code toString()} contains a key. All types are safe for concurrent use.
 */
package dev.latchkey.crypto.secrets;
