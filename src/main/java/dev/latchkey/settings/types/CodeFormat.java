package dev.latchkey.settings.types;

import java.util.List;
import java.util.Locale;

/**
 * The format of codes that users enter.
 *
 * @param numeric digits only, else letters and digits
 * @param dashed shown with a dash in the middle, which users may omit
 * @param length letters and digits, not counting the dash
 */
public record CodeFormat(boolean numeric, boolean dashed, int length) {
  public static final String ALLOWED =
      "three words, comma-separated: `alphanumeric` or `numeric`, `dashed` or `plain`, and a length from 6 to 16";

  /**
   * Throws {@link IllegalArgumentException} unless the text is like {@code alphanumeric,dashed,8}.
   */
  public static CodeFormat parse(String text) {
    List<String> words = SettingType.split(text.toLowerCase(Locale.ROOT));
    SettingType.require(words.size() == 3, words);
    return new CodeFormat(
        either(words.get(0), "numeric", "alphanumeric"),
        either(words.get(1), "dashed", "plain"),
        SettingType.integer(6, 16).parse(words.get(2)));
  }

  private static boolean either(String word, String yes, String no) {
    SettingType.require(word.equals(yes) || word.equals(no), word);
    return word.equals(yes);
  }
}
