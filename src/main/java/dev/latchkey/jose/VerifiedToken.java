package dev.latchkey.jose;

import dev.latchkey.tokens.SidCipher;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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

  private final AuthenticClaims claims;

  VerifiedToken(AuthenticClaims claims) {
    this.claims = claims;
  }

  /** {@code sub}: the user's id. */
  public Optional<String> subject() {
    return ClaimTypes.text(claims(), "sub");
  }

  /** {@code jti}. */
  public Optional<String> jwtId() {
    return ClaimTypes.text(claims(), "jti");
  }

  /** {@code sid}: the session token, encrypted (see {@link SidCipher}). */
  public Optional<String> sid() {
    return ClaimTypes.text(claims(), "sid");
  }

  static VerifiedToken of(TokenUse use, AuthenticClaims claims) {
    return switch (use) {
      case ACCESS -> new VerifiedAccessToken(claims);
      case REFRESH -> new VerifiedRefreshToken(claims);
      case SESSION -> throw new IllegalArgumentException("a session token is no JWT");
    };
  }

  /** {@code token_use}. */
  public abstract TokenUse use();

  /** {@code iat}. */
  public Optional<Instant> issuedAt() {
    return claims.issuedAt();
  }

  /** {@code exp}, to the millisecond. */
  public Instant expiresAt() {
    return claims.expiresAt();
  }

  /** {@code iss}. */
  public Optional<String> issuer() {
    return ClaimTypes.text(claims(), "iss");
  }

  /** {@code aud}; empty if there is none. */
  public List<String> audience() {
    return claims.audience();
  }

  /**
   * All claims, and from the header {@code upn} and {@link AuthenticationClaims} that are no
   * claims.
   */
  public JsonObject claims() {
    return claims.all();
  }

  /**
   * Something that follows from {@link #claims} alone. It is computed at the first call, and again
   * only if the token's content has been forgotten since.
   *
   * @param type a type whose instances are immutable and that is computed in this way only: there
   *     is one of each type
   * @param from must not call this method
   */
  public <T> T derived(Class<T> type, Function<JsonObject, T> from) {
    return claims.derived(type, from);
  }

  @Override
  public final String toString() {
    return "VerifiedToken";
  }
}
