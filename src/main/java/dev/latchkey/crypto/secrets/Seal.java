package dev.latchkey.crypto.secrets;

import dev.latchkey.crypto.Base64Url;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Marks texts as ours: HMAC-SHA256 under a key that belongs to one purpose. Safe for all threads.
 */
public final class Seal {
  private final byte[] key;

  /**
   * @param secretKey the server's secret key
   * @param purpose what is marked; the seal of another purpose differs
   */
  public Seal(String secretKey, String purpose) {
    this.key = DerivedKey.of(secretKey, "seal:" + purpose);
  }

  /** The text's mark: 43 characters of base64url. */
  public String sign(String payload) {
    return Base64Url.encode(DerivedKey.hmac(key, payload.getBytes(StandardCharsets.UTF_8)));
  }

  /** Whether the mark is this text's, in a time that does not depend on how much of it is right. */
  public boolean matches(String payload, String mark) {
    return MessageDigest.isEqual(
        sign(payload).getBytes(StandardCharsets.UTF_8), mark.getBytes(StandardCharsets.UTF_8));
  }
}
