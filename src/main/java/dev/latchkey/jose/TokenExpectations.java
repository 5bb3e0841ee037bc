package dev.latchkey.jose;

import java.time.Duration;
import java.util.Optional;

/**
 * What a token's claims must say beyond being valid now.
 *
 * @param issuer the exact value of {@code iss}; empty to accept any or none
 * @param audience a value that {@code aud} must be or contain; empty to accept any or none
 * @param leeway how far clocks may differ when {@code exp} and {@code nbf} are judged; not negative
 */
public record TokenExpectations(
    Optional<String> issuer, Optional<String> audience, Duration leeway) {
  /** Any issuer, any audience, no leeway. */
  public static final TokenExpectations NONE =
      new TokenExpectations(Optional.empty(), Optional.empty(), Duration.ZERO);

  public TokenExpectations {
    if (leeway.isNegative()) {
      throw new IllegalArgumentException("a negative leeway");
    }
  }

  public TokenExpectations withIssuer(String expected) {
    return new TokenExpectations(Optional.of(expected), audience, leeway);
  }

  public TokenExpectations withAudience(String expected) {
    return new TokenExpectations(issuer, Optional.of(expected), leeway);
  }

  public TokenExpectations withLeeway(Duration allowed) {
    return new TokenExpectations(issuer, audience, allowed);
  }
}
