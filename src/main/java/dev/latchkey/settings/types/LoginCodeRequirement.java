package dev.latchkey.settings.types;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which logins must be completed with a code sent by mail.
 *
 * @param always after every login
 * @param methods otherwise: after logins by these methods
 */
public record LoginCodeRequirement(boolean always, Set<String> methods) {
  public static final String ALLOWED =
      "`true`, `false`, or a list of login methods, of which there is `password`";

  private static final List<String> METHODS = List.of("password");

  /** Throws {@link IllegalArgumentException} for an unknown method. */
  public static LoginCodeRequirement parse(String text) {
    String words = text.toLowerCase(Locale.ROOT);
    if (words.equals("true") || words.equals("false")) {
      return new LoginCodeRequirement(words.equals("true"), Set.of());
    }
    List<String> methods = SettingType.split(words);
    return new LoginCodeRequirement(
        false, Set.copyOf(SettingType.require(METHODS.containsAll(methods), methods)));
  }

  /** Whether a login by this method (such as {@code password}) needs a code. */
  public boolean appliesTo(String method) {
    return always || methods.contains(method);
  }
}
