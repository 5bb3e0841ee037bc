/**
 * Keys and what is made with them: signed tokens and their verification, the published key set, and the
 * ciphers for what must be secret at rest or in a client's hands.
 *
 * <p>A {@link dev.latchkey.keys.VerifiedToken} exists only when {@link dev.latchkey.keys.TokenVerifier} made it;
 * each key has one algorithm, fixed by configuration and never taken from a token (RFC 8725 §3.1). No
 * {@code toString()} and no message here shows key material. Everything is immutable or stateless, so all threads
 * share it. Depends on no other package of ours; every other one may call it.
 */
package dev.latchkey.keys;
