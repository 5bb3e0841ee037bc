package dev.latchkey.security;

import dev.latchkey.settings.JwtSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.tokens.BearerHeader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Finds the token of a request and has it judged, once a request. */
@ApplicationScoped
public class Authentication {

  private static final String ATTRIBUTE = Authentication.class.getName();

  /** What became of it. */
  public sealed interface Result {}

  /** There was no token. */
  public record Anonymous() implements Result {}

  /** There was one that is not, or no longer, good. */
  public record Refused() implements Result {}

  /** There was a good one. */
  public record Authenticated(Caller caller) implements Result {}

  @Inject IdentityStoreHandler stores;
  @Inject Settings settings;

  /** Authenticates the request, or tells again what came of it. */
  public Result of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof Result known) {
      return known;
    }
    Result result = credential(request).<Result>map(this::judge).orElseGet(Anonymous::new);
    request.setAttribute(ATTRIBUTE, result);
    return result;
  }

  private Result judge(Credential credential) {
    CredentialValidationResult result = stores.validate(credential);
    return result.getStatus() == CredentialValidationResult.Status.VALID && result.getCallerPrincipal() instanceof Caller caller
        ? new Authenticated(caller)
        : new Refused();
  }

  private Optional<Credential> credential(HttpServletRequest request) {
    String sessionToken = request.getHeader("X-Session-Token");
    if (sessionToken != null && !sessionToken.isEmpty()) {
      return Optional.of(new SessionTokenCredential(sessionToken));
    }
    String authorization = request.getHeader("Authorization");
    return BearerHeader.token(authorization, settings.get(JwtSettings.AUTHORIZATION_HEADER_SCHEME))
        .map(AccessTokenCredential::new);
  }
}
