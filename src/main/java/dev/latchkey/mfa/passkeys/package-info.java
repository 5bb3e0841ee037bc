/**
 * Passkeys and security keys (Web Authentication Level 3): as a second factor, to reauthenticate,
 * for a login without a password, and for a sign-up without one.
 *
 * <p>{@link dev.latchkey.webauthn} verifies responses. Here it is decided for which session and
 * purpose a challenge is valid, once, and to whose account a credential belongs. A credential that
 * was not registered as a passkey never logs in alone.
 */
@NullMarked
package dev.latchkey.mfa.passkeys;

import org.jspecify.annotations.NullMarked;
