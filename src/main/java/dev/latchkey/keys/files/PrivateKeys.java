package dev.latchkey.keys.files;

import dev.latchkey.jose.KeyRules;
import dev.latchkey.jose.SigningAlgorithm;
import dev.latchkey.jose.SigningKey;
import dev.latchkey.jose.UnusableKey;
import dev.latchkey.jose.keyfiles.Pem;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads signing keys from a setting's text. */
public final class PrivateKeys {
  private PrivateKeys() {}

  /**
   * The signing key in a setting. For RSA, EC and Ed25519 the text is PEM (PKCS#8, PKCS#1 or SEC1),
   * or the Base64 of that PEM; line ends may be written as {@code } or have become spaces. For HMAC
   * the text is the secret itself, taken as UTF-8.
   *
   * @param setting the setting's name, for messages
   * @throws UnusableKey if the text is not a private key, or the key is too weak or not of the type
   *     that the algorithm needs
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
   * Reads a result of {@link SigningKey#toPkcs8()}.
   *
   * @throws UnusableKey if it is not a usable key of this algorithm
   */
  public static SigningKey fromPkcs8(SigningAlgorithm algorithm, byte[] pkcs8) {
    return new PrivateKeyReader(algorithm, "The stored signing key").fromPkcs8(pkcs8);
  }
}
