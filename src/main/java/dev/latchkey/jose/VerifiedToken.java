package dev.latchkey.jose;

import dev.latchkey.tokens.SidCipher;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The claims of a token whose signature, times, type, issuer, audience and use were valid when it
 * was verified. Only {@link TokenVerifier} creates one. Immutable; {@code toString()} shows no
 * claim.
 */
public abstract sealed class VerifiedToken permits VerifiedAccessToken, VerifiedRefreshToken {
  /** The user's name: a claim, or a header parameter in tokens without that claim. */
  public static final String NAME = "upn";

  /** The claims that a token may have in its header instead. */
  static final Set<String> IN_HEADER =
      Stream.concat(Stream.of(NAME), AuthenticationClaims.NAMES.stream())
          .collect(Collectors.toUnmodifiableSet());

  private final JsonObject claims;
  private final Instant expiresAt;

  VerifiedToken(JsonObject claims, Instant expiresAt) {
    this.claims = claims;
    this.expiresAt = expiresAt;
  }

  /** {@code sub}: the user's id. */
  public Optional<String> subject() {
    return ClaimTypes.text(claims, "sub");
  }

  /** {@code jti}. */
  public Optional<String> jwtId() {
    return ClaimTypes.text(claims, "jti");
  }

  /** {@code sid}: the session token, encrypted (see {@link SidCipher}). */
  public Optional<String> sid() {
    return ClaimTypes.text(claims, "sid");
  }

  static VerifiedToken of(TokenUse use, JsonObject claims, Instant expiresAt) {
    return switch (use) {
      case ACCESS -> new VerifiedAccessToken(claims, expiresAt);
      case REFRESH -> new VerifiedRefreshToken(claims, expiresAt);
      case SESSION -> throw new IllegalArgumentException("a session token is no JWT");
    };
  }

  /** {@code token_use}. */
  public abstract TokenUse use();

  /** {@code iat}. */
  public Optional<Instant> issuedAt() {
    return ClaimTypes.time(claims, "iat");
  }

  /** {@code exp}, to the millisecond. */
  public Instant expiresAt() {
    return expiresAt;
  }

  /** {@code iss}. */
  public Optional<String> issuer() {
    return ClaimTypes.text(claims, "iss");
  }

  /** {@code aud}; empty if there is none. */
  public List<String> audience() {
    return ClaimTypes.audience(claims);
  }

  /**
   * All claims, and from the header {@code upn} and {@link AuthenticationClaims} that are no
   * claims.
   */
  public JsonObject claims() {
    return claims;
  }

  @Override
  public final String toString() {
    return "VerifiedToken";
  }
}
