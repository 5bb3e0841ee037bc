package dev.latchkey.mfa.totp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The codes of RFC 6238 with HMAC-SHA-1, counted from 1970.
 *
 * @param period how long one code is valid, in whole seconds
 * @param digits the length of codes, 6 to 8
 * @param tolerance how many codes before and after the current one are valid too
 */
record Totp(Duration period, int digits, int tolerance) {

  private static final String ALGORITHM = "HmacSHA1";

  /** The code of the time step that begins at this second, a multiple of the period. */
  String code(byte[] secret, long start) {
    byte[] mac = mac(secret, Math.floorDiv(start, period.toSeconds()));
    int offset = mac[mac.length - 1] & 15; // RFC 4226 §5.3
    int number = ByteBuffer.wrap(mac).getInt(offset) & Integer.MAX_VALUE;
    String all = String.format(Locale.ROOT, "%010d", number);
    return all.substring(all.length() - digits);
  }

  /**
   * The beginning of the time step that a code is of, in seconds since 1970. Compares all codes
   * that may be valid, each in constant time.
   *
   * @param after the beginning of the latest step that was used: its code and earlier ones are
   *     invalid (RFC 6238 §5.2)
   */
  OptionalLong step(byte[] secret, String code, Instant now, long after) {
    long seconds = period.toSeconds();
    long current = Math.floorDiv(now.getEpochSecond(), seconds) * seconds;
    OptionalLong found = OptionalLong.empty();
    for (int i = -tolerance; i <= tolerance; i++) {
      long start = current + i * seconds;
      boolean same =
          MessageDigest.isEqual(
              code(secret, start).getBytes(StandardCharsets.UTF_8),
              code.getBytes(StandardCharsets.UTF_8));
      if (same && start > after && found.isEmpty()) {
        found = OptionalLong.of(start);
      }
    }
    return found;
  }

  private static byte[] mac(byte[] secret, long counter) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      return mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(counter).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime lacks HMAC with SHA-1.", e);
    }
  }
}
