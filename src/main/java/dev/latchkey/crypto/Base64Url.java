package dev.latchkey.crypto;

import java.util.Base64;
import java.util.Optional;

/** Base64url without padding (RFC 7515 §2). Every value has exactly one accepted text. */
public final class Base64Url {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private Base64Url() {}

  public static String encode(byte[] bytes) {
    return ENCODER.encodeToString(bytes);
  }

  /**
   * Empty for padding, characters outside the alphabet, an impossible length, and unused bits that
   * are set.
   */
  public static Optional<byte[]> decode(String text) {
    if (text.indexOf('=') >= 0 || !endsInZeroBits(text)) {
      return Optional.empty();
    }
    try {
      return Optional.of(DECODER.decode(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean endsInZeroBits(String text) {
    int unusedBits =
        switch (text.length() % 4) {
          case 2 -> 0b1111;
          case 3 -> 0b11;
          default -> 0;
        };
    return unusedBits == 0 || (ALPHABET.indexOf(text.charAt(text.length() - 1)) & unusedBits) == 0;
  }
}
