package dev.latchkey.mfa.passkeys;

/**
 * A challenge that was issued to a session.
 *
 * @param passwordless whether the options asked for a passkey, not for a second factor
 */
record Challenge(byte[] bytes, boolean passwordless) {}
