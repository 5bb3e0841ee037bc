package dev.latchkey.throttle;

import dev.latchkey.settings.types.RateLimit;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A limit that has counted attempts in a window that is still open.
 *
 * @param id the id of its counter
 * @param subject what it counts by: an address, a name, or the id of an account; for guesses at a
 *     name without an account the name. Null if only the digest is known
 * @param hits the attempts so far
 * @param until when the window closes
 */
public record RunningLimit(
    String id, Action action, RateLimit limit, @Nullable String subject, int hits, Instant until) {

  /** Whether further attempts are rejected until then. */
  public boolean isRejecting() {
    return hits >= limit.amount();
  }
}
