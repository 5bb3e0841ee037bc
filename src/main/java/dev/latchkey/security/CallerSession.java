package dev.latchkey.security;

import dev.latchkey.jose.AuthenticationClaims;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The session behind a token.
 *
 * @param id its public number
 * @param authenticatedAt when its user last authenticated
 * @param authentication how and when, as claims
 */
public record CallerSession(
    @Nullable Long id, @Nullable Instant authenticatedAt, AuthenticationClaims authentication) {

  /** A session of which it is unknown how its user authenticated. */
  public CallerSession(@Nullable Long id, @Nullable Instant authenticatedAt) {
    this(id, authenticatedAt, AuthenticationClaims.NONE);
  }
}
