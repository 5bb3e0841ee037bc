package dev.latchkey.accounts;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;

/**
 * Which strings may be a user name: letters and digits of any script, and {@code _ . + -}, but not
 * digits alone.
 *
 * <p>Others see a user name. So it must not look like an address (no {@code @}) or like the id of
 * an account (not only digits). Compatibility forms (full-width letters, ligatures) are rejected,
 * so that two accounts do not have names that look the same.
 */
public final class UsernameSyntax {

  /**
   * The longest user name, and the longest {@linkplain #key form} in which names are compared, in
   * UTF-16 characters.
   */
  public static final int LONGEST = 150;

  private UsernameSyntax() {}

  /** Whether a new account may have this user name. */
  public static boolean isValid(String username) {
    return !username.isEmpty()
        && username.length() <= LONGEST
        && key(username).length() <= LONGEST
        && username
            .codePoints()
            .allMatch(c -> Character.isLetterOrDigit(c) || "_.+-".indexOf(c) >= 0)
        && Normalizer.isNormalized(username, Form.NFKC)
        && isUnmistakable(username);
  }

  /**
   * Whether a user name looks neither like an address nor like an id. Names from earlier releases
   * or other systems may; their users can still log in.
   */
  public static boolean isUnmistakable(String username) {
    return username.indexOf('@') < 0 && !username.codePoints().allMatch(Character::isDigit);
  }

  /**
   * The form in which user names are compared and kept unique: NFKC and full case folding, as
   * closely as the platform supports it (Unicode §3.13, D145), so that {@code STRASSE} and {@code
   * straße} are one name.
   */
  public static String key(String username) {
    String normal = Normalizer.normalize(username, Form.NFKC);
    String folded = normal.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return Normalizer.normalize(folded, Form.NFKC);
  }
}
