package dev.latchkey.jose.keyfiles;

import dev.latchkey.jose.SigningAlgorithm;
import dev.latchkey.jose.UnusableKey;
import dev.latchkey.jose.VerificationKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads verification keys from a setting's text, or from a published key set. */
public final class PublicKeys {
  private PublicKeys() {}

  /**
   * The public keys in the text: PEM with one or more {@code PUBLIC KEY} blocks (or the Base64 of
   * it), a JWK, or a JWK set. A JWK keeps its {@code kid} and {@code alg}; a key without them is
   * named by its thumbprint and uses the preferred algorithm if it can, else RS256, ES256, ES384 or
   * EdDSA by its type.
   *
   * @param setting the setting's name, for messages
   * @throws UnusableKey if any of them is unreadable, too weak, private, or a certificate
   */
  public static List<VerificationKey> read(
      @Nullable String text, SigningAlgorithm preferred, String setting) {
    if (text == null || text.isBlank()) {
      throw new UnusableKey(setting, "is empty");
    }
    PublicKeyReader reader = new PublicKeyReader(preferred, setting);
    return List.copyOf(text.strip().startsWith("{") ? reader.fromJson(text) : reader.fromPem(text));
  }
}
