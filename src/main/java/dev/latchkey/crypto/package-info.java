/**
 * Cryptographic building blocks that know nothing of tokens or keys in use: random values, digests,
 * Base64url, the strength of secrets, and the TLS that outbound connections use.
 *
 * <p>All types are immutable or stateless; all threads share them. Depends on no other package; any
 * package may use it.
 */
package dev.latchkey.crypto;
