/**
 * Signed tokens: their keys, their signing and their verification.
 *
 * <p>A {@link dev.latchkey.jose.VerifiedToken} is created only by {@link
 * dev.latchkey.jose.TokenVerifier}, and its type shows its use. {@link
 * dev.latchkey.jose.TokenExpectations} defines all that it must contain. A key has one algorithm,
 * fixed by configuration and never taken from a token (RFC 8725 §3.1); jose4j signs and verifies.
 * No {@code toString()} and no message contains key material. All types are immutable or safe for
 * concurrent use. Depends on {@link dev.latchkey.crypto} alone, and is part of the jar for resource
 * servers.
 */
@NullMarked
package dev.latchkey.jose;

import org.jspecify.annotations.NullMarked;
