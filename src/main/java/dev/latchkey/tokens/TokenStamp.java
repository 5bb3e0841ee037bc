package dev.latchkey.tokens;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * What distinguishes one JWT from the next: its id, and its times in whole seconds (RFC 7519 §4.1).
 */
record TokenStamp(String jti, Instant issuedAt, Instant expiresAt) {

  static TokenStamp fresh(Instant now, Duration lifetime) {
    Instant issuedAt = now.truncatedTo(ChronoUnit.SECONDS);
    return new TokenStamp(UUID.randomUUID().toString(), issuedAt, issuedAt.plus(lifetime));
  }

  /** The same, but expiring no later than a limit. */
  TokenStamp until(Instant limit) {
    return expiresAt.isAfter(limit)
        ? new TokenStamp(jti, issuedAt, limit.truncatedTo(ChronoUnit.SECONDS))
        : this;
  }
}
