package dev.latchkey.jose;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The claims of an authentic token, each of its type. What is checked at every use is read once,
 * and what else follows from the claims is computed once. Safe for all threads.
 */
final class AuthenticClaims {

  private final JsonObject all;
  private final Instant expiresAt;
  private final Optional<Instant> notBefore;
  private final Optional<Instant> issuedAt;
  private final List<String> issuer;
  private final List<String> audience;
  private final @Nullable String use;
  private final Map<Class<?>, Object> derived = new ConcurrentHashMap<>(4);

  /**
   * @param all for which {@link ClaimTypes#hold} is true
   */
  AuthenticClaims(JsonObject all) {
    this.all = all;
    this.expiresAt = ClaimTypes.time(all, "exp").orElseThrow();
    this.notBefore = ClaimTypes.time(all, "nbf");
    this.issuedAt = ClaimTypes.time(all, "iat");
    this.issuer = ClaimTypes.text(all, "iss").stream().toList();
    this.audience = ClaimTypes.audience(all);
    this.use = ClaimTypes.text(all, "token_use").orElse(null);
  }

  JsonObject all() {
    return all;
  }

  Instant expiresAt() {
    return expiresAt;
  }

  Optional<Instant> notBefore() {
    return notBefore;
  }

  Optional<Instant> issuedAt() {
    return issuedAt;
  }

  /** {@code iss}; empty if there is none. */
  List<String> issuer() {
    return issuer;
  }

  /** {@code aud}; empty if there is none. */
  List<String> audience() {
    return audience;
  }

  boolean isFor(TokenUse expected) {
    return expected.claim().equals(use);
  }

  /** See {@link VerifiedToken#derived}. */
  <T> T derived(Class<T> type, Function<JsonObject, T> from) {
    Object known = derived.get(type);
    return type.cast(known != null ? known : derived.computeIfAbsent(type, t -> from.apply(all)));
  }
}
