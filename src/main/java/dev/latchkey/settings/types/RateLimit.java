package dev.latchkey.settings.types;

import java.time.Duration;
import java.util.Locale;

/**
 * A maximum number of attempts in a period.
 *
 * @param amount the number of allowed attempts, at least 1
 * @param per the period, at least a second
 * @param scope what they are counted by
 */
public record RateLimit(int amount, Duration per, Scope scope) {

  /** What attempts are counted by. */
  public enum Scope {
    /** The client's address. */
    IP,
    /** The object of the action, such as the address that a mail is sent to. */
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

  /** As it is configured: {@code 5/300s/key}, or {@code 10/m/ip} for one of a unit. */
  @Override
  public String toString() {
    return amount + "/" + period() + "/" + scope.name().toLowerCase(Locale.ROOT);
  }

  private String period() {
    long seconds = per.toSeconds();
    if (seconds == Duration.ofDays(1).toSeconds()) {
      return "d";
    }
    if (seconds == Duration.ofHours(1).toSeconds()) {
      return "h";
    }
    if (seconds == Duration.ofMinutes(1).toSeconds()) {
      return "m";
    }
    return seconds + "s";
  }
}
