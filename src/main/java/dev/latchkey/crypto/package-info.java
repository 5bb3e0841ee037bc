/**
 * Cryptographic building blocks, independent of tokens and signing keys: random values, digests,
 * Base64url, the strength of secrets, and TLS for outbound connections.
 *
 * <p>All types are immutable or stateless, so all threads can share them. Depends on no other
 * package; any package may use it.
 */
package dev.latchkey.crypto;
