package dev.latchkey.mfa;

import dev.latchkey.settings.types.AuthenticatorType;
import java.util.Optional;

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

  /**
   * The data of an authenticator of this type, encrypted with the current secret key; empty if it
   * already is, or cannot be decrypted.
   */
  Optional<String> sealedAnew(String data);
}
