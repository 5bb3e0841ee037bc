package dev.latchkey.crypto;

/** Random texts to be used as secrets. */
public final class RandomText {
  private static final String LETTERS_AND_DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final int SESSION_TOKEN_LENGTH = 32;

  private RandomText() {}

  /** A new session token: 32 lower-case letters and digits, some 165 bits. */
  public static String sessionToken() {
    return RandomBytes.text(LETTERS_AND_DIGITS, SESSION_TOKEN_LENGTH);
  }

  /** A new token of a trusted device, in the same form. */
  public static String deviceToken() {
    return sessionToken();
  }
}
