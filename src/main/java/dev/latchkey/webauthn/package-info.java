/**
 * Verification of what WebAuthn authenticators return (Web Authentication Level 3 §7).
 *
 * <p>{@link dev.latchkey.webauthn.Ceremonies} is the entry. WebAuthn4J parses and verifies; this
 * package is its only caller, adds the checks that it leaves to callers, and turns everything that
 * it throws into a {@link dev.latchkey.webauthn.Verdict}. Whether a challenge is still valid and
 * who owns a credential is decided by the callers.
 *
 * <p>The build moves this package, with WebAuthn4J and its Jackson under a name of ours, into one
 * jar of the WAR; so no other class may use WebAuthn4J, and none here may be a bean. All types are
 * immutable or safe for concurrent use. Depends on no other package.
 */
@NullMarked
package dev.latchkey.webauthn;

import org.jspecify.annotations.NullMarked;
