package dev.latchkey.crypto.secrets;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys of 256 bits from the one secret key, a different one for every purpose: HKDF-SHA256 (RFC
 * 5869), whose first block is all that is needed.
 */
final class DerivedKey {
  private static final byte[] SALT = "latchkey".getBytes(StandardCharsets.UTF_8);

  private DerivedKey() {}

  static byte[] of(String secretKey, String purpose) {
    return expand(
        hmac(SALT, secretKey.getBytes(StandardCharsets.UTF_8)),
        purpose.getBytes(StandardCharsets.UTF_8));
  }

  /** HKDF-Extract is the HMAC of the input under the salt (RFC 5869 §2.2). */
  static byte[] hmac(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime lacks HMAC with SHA-256", e);
    }
  }

  /** HKDF-Expand for up to 32 bytes (RFC 5869 §2.3). */
  static byte[] expand(byte[] pseudoRandomKey, byte[] info) {
    return hmac(pseudoRandomKey, info, new byte[] {1});
  }
}
