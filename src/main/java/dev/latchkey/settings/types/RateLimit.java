package dev.latchkey.settings.types;

import java.time.Duration;

/**
 * At most so many in so long.
 *
 * @param amount how many are let through, at least 1
 * @param per the time they are counted over, at least a second
 * @param scope whose they are
 */
public record RateLimit(int amount, Duration per, Scope scope) {

  /** What attempts are counted by. */
  public enum Scope {
    /** The client's address. */
    IP,
    /** What the action is about, such as the address a mail goes to. */
    KEY,
    /** The account that acts. */
    USER
  }

  public RateLimit {
    if (amount < 1 || per.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "a rate limit lets at least one through, over at least a second");
    }
  }
}
