package dev.latchkey.flows;

import dev.latchkey.crypto.RandomBytes;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The format of codes that users read in a mail and type.
 *
 * @param length characters without the dash: 4 to 16, and 6 or more with a dash
 * @param numeric digits only, instead of upper-case letters and digits that are not easily confused
 * @param dashed a dash in the middle
 */
public record UserCode(int length, boolean numeric, boolean dashed) {
  /** How long a text may be that a client sends as a code. */
  public static final int LONGEST_TYPED = 64;

  /** Without vowels, to avoid words, and without 0, 1, L. */
  private static final String UNAMBIGUOUS = "BCDFGHJKMNPQRSTVWXZ23456789";

  private static final String DIGITS = "0123456789";
  private static final Pattern BLANKS_AND_DASHES = Pattern.compile("[\\s\\p{Z}\\p{Pd}]+");

  public UserCode {
    if (length < (dashed ? 6 : 4) || length > 16) {
      throw new IllegalArgumentException("a code of " + length + " characters");
    }
  }

  /** A new code, as users see it. */
  public String generate() {
    String code = RandomBytes.text(numeric ? DIGITS : UNAMBIGUOUS, length);
    return dashed ? code.substring(0, length / 2) + '-' + code.substring(length / 2) : code;
  }

  /** Normalizes a code for comparison: case, spaces and dashes do not matter. */
  public static String normalise(String typed) {
    return BLANKS_AND_DASHES.matcher(typed).replaceAll("").toUpperCase(Locale.ROOT);
  }
}
