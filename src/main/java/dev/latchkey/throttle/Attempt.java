package dev.latchkey.throttle;

import dev.latchkey.request.ClientAddress;
import dev.latchkey.settings.types.RateLimit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that is about to be made, and the subjects that limits count.
 *
 * @param address the client's address
 * @param key what the action is about (an address, a user name), compared without case
 * @param account the id of the account that acts
 */
public record Attempt(
    Action action, @Nullable String address, @Nullable String key, @Nullable Long account) {

  private static final String STRANGER = "?";

  public static Attempt of(Action action, @Nullable String address) {
    return new Attempt(action, address, null, null);
  }

  public static Attempt about(Action action, @Nullable String address, String key) {
    return new Attempt(action, address, key, null);
  }

  public static Attempt by(Action action, @Nullable String address, Long account) {
    return new Attempt(action, address, null, account);
  }

  /**
   * A guess at a password or code of an account. Guesses at a name without an account are counted
   * by the name, so that they are rejected after the same number and cost the same statements.
   *
   * @param account the id of the account with the name, or null if there is none
   * @param name the submitted user name or address; null if the client is logged in
   */
  public static Attempt guess(
      Action action, @Nullable String address, @Nullable Long account, @Nullable String name) {
    return new Attempt(action, address, name, account);
  }

  /**
   * The subject that a limit of the given scope counts, or null if there is none.
   *
   * @param ipv6Prefix the length of the IPv6 prefix that counts as one client
   */
  @Nullable String subject(RateLimit.Scope scope, int ipv6Prefix) {
    return switch (scope) {
      case IP ->
          address == null
              ? null
              : ClientAddress.parse(address)
                  .map(client -> client.network(ipv6Prefix))
                  .orElse(address);
      case KEY -> name();
      case USER -> account != null ? account.toString() : stranger();
    };
  }

  private @Nullable String name() {
    return key == null ? null : key.toLowerCase(Locale.ROOT);
  }

  /** No account's id looks like this. */
  private @Nullable String stranger() {
    return action.isGuess() && key != null ? STRANGER + name() : null;
  }

  /** A subject as administrators know it: the name itself, if it has no account. */
  static String shown(RateLimit.Scope scope, String subject) {
    return scope == RateLimit.Scope.USER && subject.startsWith(STRANGER)
        ? subject.substring(STRANGER.length())
        : subject;
  }
}
