package dev.latchkey.sessions;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The lifetime of a session.
 *
 * @param absolute from its beginning, used or not
 * @param idle from the last use; zero for no limit
 */
public record Lifetime(Duration absolute, Duration idle) {

  /** Whether there is no idle limit. */
  boolean mayRest() {
    return idle.isZero();
  }

  /** When a session that is used now expires if it is not used again, or null without a limit. */
  @Nullable Instant idleUntil(Instant now) {
    return mayRest() ? null : now.plus(idle);
  }
}
