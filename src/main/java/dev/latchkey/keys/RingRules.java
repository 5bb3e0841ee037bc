package dev.latchkey.keys;

import dev.latchkey.settings.JwtSettings;
import dev.latchkey.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * When keys change their state.
 *
 * @param period how long a key signs; zero to rotate only on request
 * @param lifetime the longest lifetime of a token
 */
record RingRules(Duration period, Duration lifetime) {

  /** Within this time, every node has read what another has written. */
  static final Duration CONVERGENCE = Duration.ofSeconds(60);

  /**
   * Convergence of the nodes, plus the time for which caches may keep the key set, plus a margin.
   */
  static final Duration PUBLISHED_AHEAD = CONVERGENCE.plus(KeyRing.CACHED_FOR).plusSeconds(30);

  /**
   * The number of published keys in reserve: one for each rotation that cannot wait for the
   * previous one.
   */
  static final int RESERVE = 3;

  static RingRules of(Settings settings) {
    Duration access = settings.get(JwtSettings.ACCESS_TOKEN_EXPIRES_IN);
    Duration refresh = settings.get(JwtSettings.REFRESH_TOKEN_EXPIRES_IN);
    return new RingRules(
        settings.get(JwtSettings.KEY_ROTATION), access.compareTo(refresh) > 0 ? access : refresh);
  }

  /** Whether the active key has signed for long enough. */
  boolean isDue(StoredKey active, Instant now) {
    return !period.isZero()
        && !now.isBefore(Objects.requireNonNull(active.activeAt()).plus(period));
  }

  /** When a waiting key may first sign; a key as old as the ring has always been published. */
  Instant ripeFrom(StoredKey next, Instant ringCreated) {
    return next.created().equals(ringCreated) ? ringCreated : next.created().plus(PUBLISHED_AHEAD);
  }

  /**
   * How long a key that stops signing now stays published: other nodes still sign with it for a
   * while.
   */
  Instant retiringUntil(Instant now) {
    return now.plus(CONVERGENCE).plus(lifetime);
  }
}
