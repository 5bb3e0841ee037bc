package dev.latchkey.mfa;

import dev.latchkey.settings.types.AuthenticatorType;

/**
 * A type of second factor whose codes users type. Concurrent threads call one instance, in a
 * transaction and with the account locked.
 */
public interface CodeFactor {

  /** The type whose codes it verifies. */
  AuthenticatorType type();

  /**
   * Uses a code of this authenticator, if it is valid and was not used before.
   *
   * @param code without spaces and dashes
   */
  boolean use(Authenticator authenticator, String code);
}
