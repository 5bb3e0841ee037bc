package dev.latchkey.security;

import dev.latchkey.settings.JwtSettings;
import dev.latchkey.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Authenticates requests by {@code X-Session-Token} or {@code Authorization: Bearer}.
 *
 * <p>On a path that the container protects, a request without a good token is refused. Elsewhere the
 * mechanism never refuses: not every server would stop there. It leaves what it found as a request
 * attribute, and whatever needs a caller decides.
 */
@ApplicationScoped
public class TokenAuthenticationMechanism implements HttpAuthenticationMechanism {

  @Inject Authentication authentication;
  @Inject Settings settings;

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    if (isOwnApi(request)) {
      return context.doNothing();
    }
    Authentication.Result result = authentication.of(request);
    if (result instanceof Authentication.Authenticated authenticated) {
      return login(authenticated, context);
    }
    if (context.isProtected()) {
      response.setHeader("WWW-Authenticate", Challenge.of(result, settings.get(JwtSettings.AUTHORIZATION_HEADER_SCHEME)));
      return context.responseUnauthorized();
    }
    return context.doNothing();
  }

  private static AuthenticationStatus login(Authentication.Authenticated authenticated, HttpMessageContext context) {
    try {
      return context.notifyContainerAboutLogin(authenticated.caller(), authenticated.caller().groups());
    } catch (RuntimeException containerWithoutJaspic) {
      // The request filter of our JAX-RS applications sets the caller instead.
      return context.doNothing();
    }
  }

  /** The API reads its tokens itself, since there a token does more than name a caller. */
  private static boolean isOwnApi(HttpServletRequest request) {
    return request.getRequestURI().startsWith(request.getContextPath() + "/_allauth/");
  }
}
