package dev.latchkey.accounts;

import java.text.Normalizer;
import java.text.Normalizer.Form;

/**
 * Which strings may be a user name: letters and digits of any script, and {@code _ . @ + -}.
 *
 * <p>Compatibility forms (full-width letters, ligatures) are refused, so that two names which read
 * the same are not two accounts. Length is another rule.
 */
public final class UsernameSyntax {

  private UsernameSyntax() {}

  /** Whether a string is made of what user names are made of; an empty one is not. */
  public static boolean isValid(String username) {
    return !username.isEmpty()
        && username
            .codePoints()
            .allMatch(c -> Character.isLetterOrDigit(c) || "_.@+-".indexOf(c) >= 0)
        && Normalizer.isNormalized(username, Form.NFKC);
  }
}
