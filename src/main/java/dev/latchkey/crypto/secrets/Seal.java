package dev.latchkey.crypto.secrets;

import dev.latchkey.crypto.Base64Url;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Authenticates texts of this server: HMAC-SHA256 under a key for a single purpose. Safe for all
 * threads.
 */
public final class Seal {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  /**
   * @param secretKey the server's secret key
   * @param purpose the purpose of the texts; seals of other purposes differ
   */
  public Seal(String secretKey, String purpose) {
    this.key = new SecretKeySpec(DerivedKey.of(secretKey, "seal:" + purpose), ALGORITHM);
  }

  /** The text's mark: 43 characters of base64url. */
  public String sign(String payload) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return Base64Url.encode(mac.doFinal(payload.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime lacks HMAC with SHA-256", e);
    }
  }

  /** Whether the mark is valid for this text; compares in constant time. */
  public boolean matches(String payload, String mark) {
    return MessageDigest.isEqual(
        sign(payload).getBytes(StandardCharsets.UTF_8), mark.getBytes(StandardCharsets.UTF_8));
  }
}
