package dev.latchkey.api.wire;

import java.util.OptionalLong;

/**
 * Integers in requests: ASCII digits, with a minus sign if they are negative. {@link
 * Long#parseLong} also accepts a plus sign and the digits of other scripts, which JSON and our
 * documentation do not have.
 */
public final class Integers {

  /** The digits of the smallest {@code long}, and its sign. */
  private static final int LONGEST = 20;

  private Integers() {}

  /** The value; empty if it is not such an integer, or does not fit a {@code long}. */
  public static OptionalLong parse(String text) {
    boolean isNegative = text.startsWith("-");
    String digits = isNegative ? text.substring(1) : text;
    if (digits.isEmpty()
        || text.length() > LONGEST
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException tooLarge) {
      return OptionalLong.empty();
    }
  }
}
