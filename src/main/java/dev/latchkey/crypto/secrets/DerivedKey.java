package dev.latchkey.crypto.secrets;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/**
 * Derives keys of 256 bits from the secret key, a different one for every purpose: HKDF-SHA256 (RFC
 * 5869).
 */
final class DerivedKey {
  private static final byte[] SALT = "latchkey".getBytes(StandardCharsets.UTF_8);
  private static final int BYTES = 32;

  private DerivedKey() {}

  static byte[] of(String secretKey, String purpose) {
    return hkdf(
        SALT, secretKey.getBytes(StandardCharsets.UTF_8), purpose.getBytes(StandardCharsets.UTF_8));
  }

  /** The first 256 bits of HKDF's output, with {@code info} as in RFC 5869 §2.3. */
  static byte[] hkdf(byte[] salt, byte[] input, byte[] info) {
    HKDFBytesGenerator generator = new HKDFBytesGenerator(new SHA256Digest());
    generator.init(new HKDFParameters(input, salt, info));
    byte[] key = new byte[BYTES];
    generator.generateBytes(key, 0, BYTES);
    return key;
  }
}
