package dev.latchkey.mfa;

import dev.latchkey.settings.types.AuthenticatorType;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A type of second factor whose codes users type. Concurrent threads call one instance, in a
 * transaction and with the account locked.
 */
public interface CodeFactor {

  /** The type whose codes it verifies. */
  AuthenticatorType type();

  /**
   * Verifies a code of this authenticator. Writes nothing.
   *
   * @param code without spaces and dashes
   * @return what {@link Authenticator#uses} is once the code has been used; empty if it is not
   *     valid, or was used before
   */
  OptionalLong usesAfter(Authenticator authenticator, String code);

  /**
   * The data of an authenticator of this type, encrypted with the current secret key; empty if it
   * already is, or cannot be decrypted.
   */
  Optional<String> sealedAnew(String data);
}
