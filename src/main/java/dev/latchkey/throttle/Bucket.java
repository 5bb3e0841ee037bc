package dev.latchkey.throttle;

import dev.latchkey.crypto.TokenDigest;
import dev.latchkey.settings.types.RateLimit;

/**
 * A row in which attempts are counted.
 *
 * @param id the hash of what is counted together
 * @param limitName the limit, without what is counted
 */
public record Bucket(String id, RateLimit limit, String limitName) {

  /**
   * @param subject what the limit counts by: a network, a name or an account
   */
  static Bucket of(Action action, RateLimit limit, String subject) {
    String name = nameOf(action, limit);
    return new Bucket(TokenDigest.sha256(name + "/" + subject), limit, name);
  }

  /** The name of a limit: {@code LOGIN_FAILED/KEY/300}. */
  static String nameOf(Action action, RateLimit limit) {
    return action + "/" + limit.scope() + "/" + limit.per().toSeconds();
  }
}
