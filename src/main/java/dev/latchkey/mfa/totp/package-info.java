/**
 * Time-based codes from an authenticator app (RFC 6238). An account has at most one such factor.
 * Its secret is sealed; until the first valid code, it belongs to the session that asked for it.
 */
@NullMarked
package dev.latchkey.mfa.totp;

import org.jspecify.annotations.NullMarked;
