package dev.latchkey.throttle;

import dev.latchkey.settings.types.RateLimit;
import java.util.Locale;

/**
 * Something about to be tried, and whose it is.
 *
 * @param address the client's address, or null
 * @param key what the action is about (an address, a user name), compared without case; or null
 * @param account the id of the account that acts, or null
 */
public record Attempt(Action action, String address, String key, Long account) {

  public static Attempt of(Action action, String address) {
    return new Attempt(action, address, null, null);
  }

  public static Attempt about(Action action, String address, String key) {
    return new Attempt(action, address, key, null);
  }

  public static Attempt by(Action action, String address, Long account) {
    return new Attempt(action, address, null, account);
  }

  /**
   * Whose count a limit of the given scope looks at, or null where there is nobody to count for.
   */
  String subject(RateLimit.Scope scope) {
    return switch (scope) {
      case IP -> address;
      case KEY -> key == null ? null : key.toLowerCase(Locale.ROOT);
      case USER -> account == null ? null : account.toString();
    };
  }
}
