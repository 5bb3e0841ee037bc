package dev.latchkey.keys.files;

import dev.latchkey.jose.KeyRules;
import dev.latchkey.jose.SigningAlgorithm;
import dev.latchkey.jose.SigningKey;
import dev.latchkey.jose.UnusableKey;
import dev.latchkey.jose.keyfiles.Pem;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads signing keys from the text of settings. */
public final class PrivateKeys {
  private PrivateKeys() {}

  /**
   * The signing key that a setting holds. For RSA, EC and Ed25519 the text is PEM (PKCS#8, PKCS#1
   * or SEC1), or the Base64 of that PEM; line ends may be written {@code \n} or have become blanks.
   * For HMAC the text is the secret itself, taken as UTF-8.
   *
   * @param setting the setting's name, for messages
   * @throws UnusableKey when the text is no private key, or one that is too weak or of another type
   *     than the algorithm needs
   */
  public static SigningKey read(@Nullable String text, SigningAlgorithm algorithm, String setting) {
    if (text == null || text.isBlank()) {
      throw new UnusableKey(setting, "is empty");
    }
    if (algorithm.kind().isAsymmetric()) {
      return new PrivateKeyReader(algorithm, setting).fromPem(text);
    }
    if (Pem.looksLike(text)) {
      throw new KeyRules(algorithm, setting).wrongKind("PEM");
    }
    return SigningKey.ofSecret(algorithm, text.getBytes(StandardCharsets.UTF_8), setting);
  }

  /**
   * Reads back what {@link SigningKey#toPkcs8()} gave.
   *
   * @throws UnusableKey when it is no usable key of this algorithm
   */
  public static SigningKey fromPkcs8(SigningAlgorithm algorithm, byte[] pkcs8) {
    return new PrivateKeyReader(algorithm, "The stored signing key").fromPkcs8(pkcs8);
  }
}
