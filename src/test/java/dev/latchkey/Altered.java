package dev.latchkey;

/** Codes and tokens with one character exchanged: of the same form, and never the right ones. */
public final class Altered {

  private Altered() {}

  /** The text with another first character. */
  public static String atStart(String text) {
    return at(0, text);
  }

  /** The text with another character in the middle. */
  public static String inTheMiddle(String text) {
    return at(text.length() / 2, text);
  }

  private static String at(int index, String text) {
    return text.substring(0, index) + another(text.charAt(index)) + text.substring(index + 1);
  }

  /** Another digit for a digit, another letter for a letter. */
  private static char another(char c) {
    char one = Character.isDigit(c) ? '2' : Character.isUpperCase(c) ? 'B' : 'b';
    return c == one ? (char) (one + 1) : one;
  }
}
