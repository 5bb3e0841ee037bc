package dev.latchkey.keys;

import dev.latchkey.settings.JwtSettings;
import dev.latchkey.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * When keys change their state.
 *
 * @param period how long a key signs; zero for as long as nobody says otherwise
 * @param lifetime the longest that a token of it can be good
 */
record RingRules(Duration period, Duration lifetime) {

  /** In this time every node has read what another has written. */
  static final Duration CONVERGENCE = Duration.ofSeconds(60);

  /**
   * Convergence of the nodes, then whatever time caches in between may keep the key set, then some.
   */
  static final Duration PUBLISHED_AHEAD = CONVERGENCE.plus(KeyRing.CACHED_FOR).plusSeconds(30);

  /**
   * So many published keys wait for their turn; one for each rotation that cannot wait for the one
   * before.
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

  /** From when on a waiting key may sign; one as old as the ring was never missing from it. */
  Instant ripeFrom(StoredKey next, Instant ringCreated) {
    return next.created().equals(ringCreated) ? ringCreated : next.created().plus(PUBLISHED_AHEAD);
  }

  /**
   * Until when a key stays published that stops signing now: other nodes still sign with it for a
   * while.
   */
  Instant retiringUntil(Instant now) {
    return now.plus(CONVERGENCE).plus(lifetime);
  }
}
