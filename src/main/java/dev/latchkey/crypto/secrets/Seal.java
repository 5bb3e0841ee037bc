package dev.latchkey.crypto.secrets;

import dev.latchkey.crypto.Base64Url;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Authenticates texts of this server: HMAC-SHA256 under a key for a single purpose. Safe for all
 * threads.
 */
public final class Seal {
  private static final String ALGORITHM = "HmacSHA256";

  private final List<SecretKeySpec> keys;

  /**
   * @param secretKeys the server's secret keys
   * @param purpose the purpose of the texts; seals of other purposes differ
   */
  public Seal(SecretKeys secretKeys, String purpose) {
    this.keys =
        secretKeys.all().stream()
            .map(key -> new SecretKeySpec(DerivedKey.of(key, "seal:" + purpose), ALGORITHM))
            .toList();
  }

  /** The text's mark under the current key: 43 characters of base64url. */
  public String sign(String payload) {
    return sign(payload, keys.get(0));
  }

  private static String sign(String payload, SecretKeySpec key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return Base64Url.encode(mac.doFinal(payload.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime lacks HMAC with SHA-256", e);
    }
  }

  /** Whether the mark is valid for this text under any key; compares in constant time. */
  public boolean matches(String payload, String mark) {
    byte[] given = mark.getBytes(StandardCharsets.UTF_8);
    return keys.stream()
        .map(key -> sign(payload, key).getBytes(StandardCharsets.UTF_8))
        .anyMatch(valid -> MessageDigest.isEqual(valid, given));
  }
}
