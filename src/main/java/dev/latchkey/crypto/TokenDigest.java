package dev.latchkey.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The form in which issued secrets are stored: enough to recognise them, and useless to an attacker
 * who reads it.
 */
public final class TokenDigest {
  private TokenDigest() {}

  /**
   * SHA-256 of the text in UTF-8, as 64 lower-case hexadecimal digits. For random secrets, not for
   * passwords.
   */
  public static String sha256(String token) {
    return HexFormat.of().formatHex(digest(token));
  }

  /**
   * SHA-512/256 of the text in UTF-8, as 64 lower-case hexadecimal digits. For random secrets in
   * cookies: because the function is another one, no secret of a header has the same digest.
   */
  public static String ofCookie(String secret) {
    return HexFormat.of().formatHex(digest("SHA-512/256", secret));
  }

  public static byte[] digest(String text) {
    return digest("SHA-256", text);
  }

  private static byte[] digest(String algorithm, String text) {
    try {
      return MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime lacks " + algorithm, e);
    }
  }
}
