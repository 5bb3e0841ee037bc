package dev.latchkey.throttle;

import dev.latchkey.request.ClientAddress;
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
   * A guess at a password or code of an account. Guesses at a name without an account are counted
   * by the name instead, so that they are refused after as many and cost as many statements.
   *
   * @param account the id of the account that has the name, or null where none has it
   * @param name the user name or address that the guess goes by; null where the client is logged in
   */
  public static Attempt guess(Action action, String address, Long account, String name) {
    return new Attempt(action, address, name, account);
  }

  /**
   * Whose count a limit of the given scope looks at, or null where there is nobody to count for.
   *
   * @param ipv6Prefix how many bits make one client of all IPv6 addresses that share them
   */
  String subject(RateLimit.Scope scope, int ipv6Prefix) {
    return switch (scope) {
      case IP ->
          ClientAddress.parse(address).map(client -> client.network(ipv6Prefix)).orElse(address);
      case KEY -> name();
      case USER -> account != null ? account.toString() : stranger();
    };
  }

  private String name() {
    return key == null ? null : key.toLowerCase(Locale.ROOT);
  }

  /** No account's id looks like this. */
  private String stranger() {
    return action.isGuess() && key != null ? "?" + name() : null;
  }
}
