package dev.latchkey.security;

import dev.latchkey.jose.AuthenticationClaims;
import dev.latchkey.jose.TokenUse;
import jakarta.enterprise.inject.Instance;
import jakarta.json.JsonArray;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** The real {@link Authentication} on an identity store that knows the token {@code good}. */
final class FakeAuthentication {

  static final Instant PROVEN = Instant.parse("2026-01-01T12:00:00Z");

  static final TokenConventions CONVENTIONS =
      new TokenConventions() {
        @Override
        public String scheme() {
          return "Bearer";
        }

        @Override
        public boolean areReadElsewhere(HttpServletRequest request) {
          return request.getServletPath().startsWith("/_allauth/");
        }
      };

  /** The flows that help every caller. */
  static final BiFunction<Caller, AccessRule.Factor, JsonArray> CONVENTIONS_FLOWS =
      (caller, factor) -> CONVENTIONS.stepUpFlows(caller, factor.passkey());

  /** The credentials that the store validated, as "use token". */
  final List<String> asked = new ArrayList<>();

  private final Authentication authentication = new Authentication();

  FakeAuthentication() {
    authentication.conventions = CONVENTIONS;
    authentication.replacement = noReplacement();
    authentication.stores = stores();
  }

  Authentication authentication() {
    return authentication;
  }

  static Caller caller(TokenUse use) {
    return new Caller(
        use, "ada@example.org", "1", new CallerSession(7L, PROVEN), Set.of("clerk"), Map.of());
  }

  private IdentityStoreHandler stores() {
    return credential -> {
      TokenCredential token = (TokenCredential) credential;
      asked.add(token.use() + " " + token.token());
      return switch (token.token()) {
        case "factor" -> result(token, withFactor("totp"));
        case "passkey" -> result(token, withFactor("webauthn"));
        case "older" -> result(token, withFactor("totp", token));
        case "good" -> new CredentialValidationResult(caller(token.use()), Set.of("clerk"));
        case "foreign" -> new CredentialValidationResult("somebody");
        case "away" ->
            throw new IllegalStateException(
                new VerificationUnavailable("The issuer is away.", null));
        case "misbuilt" -> throw new NoClassDefFoundError("dev/example/Missing");
        case "broken" -> throw new IllegalStateException("a bug");
        default -> CredentialValidationResult.INVALID_RESULT;
      };
    };
  }

  private static CredentialValidationResult result(TokenCredential token, CallerSession session) {
    return new CredentialValidationResult(
        new Caller(token.use(), "ada@example.org", "1", session, Set.of("clerk"), Map.of()),
        Set.of("clerk"));
  }

  private static CallerSession withFactor(String type) {
    return new CallerSession(
        7L, PROVEN, new AuthenticationClaims(List.of("mfa"), "mfa", PROVEN, Map.of(type, PROVEN)));
  }

  /** An access token does not state the factor that was used since; its session does. */
  private static CallerSession withFactor(String type, TokenCredential token) {
    return token instanceof AccessTokenCredential access && !access.withSession()
        ? new CallerSession(null, null)
        : withFactor(type);
  }

  @SuppressWarnings("unchecked")
  private static Instance<TokenExtractor> noReplacement() {
    return (Instance<TokenExtractor>)
        Proxy.newProxyInstance(
            FakeAuthentication.class.getClassLoader(),
            new Class<?>[] {Instance.class},
            (proxy, called, arguments) -> called.getName().equals("isUnsatisfied"));
  }
}
