/**
 * Signed tokens: what a key is, how a token is signed, and what it takes to verify one.
 *
 * <p>A {@link dev.latchkey.jose.VerifiedToken} exists only when {@link
 * dev.latchkey.jose.TokenVerifier} made it, and its type tells its use. What it must say is given
 * whole, in {@link dev.latchkey.jose.TokenExpectations}. A key has one algorithm, fixed by
 * configuration and never taken from a token (RFC 8725 §3.1); jose4j signs and verifies. No {@code
 * toString()} and no message shows key material. All types are immutable or safe for concurrent
 * use. Depends on {@link dev.latchkey.crypto} alone, and is part of the jar for resource servers.
 */
@NullMarked
package dev.latchkey.jose;

import org.jspecify.annotations.NullMarked;
