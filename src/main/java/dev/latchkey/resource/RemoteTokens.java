package dev.latchkey.resource;

import dev.latchkey.jose.Expected;
import dev.latchkey.jose.TokenExpectations;
import dev.latchkey.jose.TokenUse;
import dev.latchkey.jose.VerifiedAccessToken;
import dev.latchkey.security.AccessTokenCredential;
import dev.latchkey.security.Caller;
import dev.latchkey.security.ClaimedCaller;
import dev.latchkey.security.SessionTokenCredential;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Validates tokens of a remote issuer. Thread-safe. */
class RemoteTokens {

  private final Optional<String> audience;
  private final Optional<IssuerKeys> keys;
  private final Optional<Introspection> introspection;

  RemoteTokens(ResourceSettings settings, IssuerCalls calls, Clock clock) {
    this.audience = settings.audience();
    Discovery discovery = new Discovery(settings, calls);
    TokenExpectations expected =
        new TokenExpectations(
            TokenUse.ACCESS,
            Expected.exactly(TokenExpectations.JWT),
            expected(settings.issuer()),
            expected(settings.audience()),
            Duration.ZERO);
    this.keys =
        settings.verifiesSignatures()
            ? Optional.of(new IssuerKeys(discovery, calls, expected, clock))
            : Optional.empty();
    this.introspection =
        settings
            .client()
            .map(
                client ->
                    new Introspection(
                        discovery, calls, client, new AnswerCache(settings.cacheFor(), clock)));
  }

  /**
   * The caller of a session token; empty without introspection.
   *
   * @throws IssuerUnavailable if introspection is necessary and the issuer does not respond
   */
  Optional<Caller> judge(SessionTokenCredential credential) {
    return introspection
        .flatMap(i -> i.ask(credential))
        .filter(RemoteTokens::hasSubject)
        .map(IntrospectedCaller::ofSession);
  }

  /**
   * The caller of an access token. Its signature is verified first, so that only the issuer's own
   * tokens are introspected.
   *
   * @throws IssuerUnavailable if introspection is necessary and the issuer does not respond
   */
  Optional<Caller> judge(AccessTokenCredential credential) {
    if (keys.isEmpty()) {
      return introspection
          .flatMap(i -> i.ask(credential))
          .filter(RemoteTokens::hasSubject)
          .filter(this::isForUs)
          .map(answer -> ClaimedCaller.of(answer, IntrospectedCaller.session(answer)));
    }
    Optional<VerifiedAccessToken> token = keys.flatMap(k -> verified(k, credential.token()));
    if (introspection.isEmpty()) {
      return credential.withSession()
          ? Optional.empty()
          : token.map(t -> t.derived(ClaimedCaller.class, ClaimedCaller::read).caller());
    }
    return token.flatMap(
        t ->
            introspection
                .get()
                .ask(credential)
                .map(a -> ClaimedCaller.of(t.claims(), IntrospectedCaller.session(a))));
  }

  /** Without a setting, the claim may be anything, or missing; the page on settings says so. */
  private static Expected expected(Optional<String> configured) {
    return configured.map(Expected::exactly).orElse(Expected.ignored());
  }

  private static Optional<VerifiedAccessToken> verified(IssuerKeys keys, String token) {
    return keys.verify(token).accessToken().filter(t -> t.subject().isPresent());
  }

  private static boolean hasSubject(JsonObject answer) {
    return answer.get("sub") instanceof JsonString;
  }

  private boolean isForUs(JsonObject answer) {
    return audience.isEmpty() || isOrContains(answer.get("aud"), audience.get());
  }

  private static boolean isOrContains(@Nullable JsonValue value, String wanted) {
    return value instanceof JsonArray array
        ? array.stream().anyMatch(item -> isOrContains(item, wanted))
        : value instanceof JsonString text && text.getString().equals(wanted);
  }
}
