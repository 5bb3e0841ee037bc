package dev.latchkey.sessions;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a session lasts.
 *
 * @param absolute from its beginning, whatever happens
 * @param idle from the last use; zero means without limit
 */
public record Lifetime(Duration absolute, Duration idle) {

  /** Whether a session may rest without limit. */
  boolean mayRest() {
    return idle.isZero();
  }

  /** Until when a session used now may rest, or null without limit. */
  Instant idleUntil(Instant now) {
    return mayRest() ? null : now.plus(idle);
  }
}
