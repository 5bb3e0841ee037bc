package dev.latchkey.tokens.rotation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * What distinguishes one JWT from the next: its id, and its times in whole seconds (RFC 7519 §4.1).
 */
public record TokenStamp(String jti, Instant issuedAt, Instant expiresAt) {

  /**
   * Of an access token. Its times are rounded down, so that no consumer whose clock is exact
   * rejects it as issued in the future; it expires up to a second early.
   */
  public static TokenStamp ofAccessToken(Instant now, Duration lifetime) {
    return at(now.truncatedTo(ChronoUnit.SECONDS), lifetime);
  }

  /**
   * Of a refresh token. Its times are rounded up, so that it is valid for its whole lifetime. Only
   * this server reads it, and accepts that it is issued a moment ahead.
   */
  public static TokenStamp ofRefreshToken(Instant now, Duration lifetime) {
    Instant down = now.truncatedTo(ChronoUnit.SECONDS);
    return at(down.equals(now) ? down : down.plusSeconds(1), lifetime);
  }

  private static TokenStamp at(Instant issuedAt, Duration lifetime) {
    return new TokenStamp(UUID.randomUUID().toString(), issuedAt, issuedAt.plus(lifetime));
  }

  /** The same, but expiring no later than a limit. */
  public TokenStamp until(Instant limit) {
    return expiresAt.isAfter(limit)
        ? new TokenStamp(jti, issuedAt, limit.truncatedTo(ChronoUnit.SECONDS))
        : this;
  }
}
