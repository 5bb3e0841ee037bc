package dev.latchkey.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Vetoed;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Authenticates requests by {@code X-Session-Token} or {@code Authorization: Bearer}, or by the
 * tokens that a {@link TokenExtractor} finds; without any of them, by the session cookie, if the
 * deployment accepts it. It is inactive if the application has its own mechanism ({@link
 * MechanismChoice}).
 *
 * <p>On a path that the container protects, the mechanism rejects a request without a valid token.
 * On other paths it never rejects a request, because not every server would stop there. It stores
 * its result in a request attribute, and a resource that needs a caller rejects the request. It
 * ignores {@code OPTIONS}: browsers send preflight requests without credentials.
 */
@ApplicationScoped
@Vetoed
public class TokenAuthenticationMechanism implements HttpAuthenticationMechanism {

  /**
   * Fired as a CDI event if the container does not accept a caller with a valid token. Then only
   * our JAX-RS filter knows the caller.
   *
   * @param cause the container's exception
   */
  public record LoginNotTaken(RuntimeException cause) {}

  @Inject Authentication authentication;
  @Inject TokenConventions conventions;
  @Inject Event<LoginNotTaken> notTaken;

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
      throws AuthenticationException {
    if (request.getMethod().equals("OPTIONS") || conventions.areReadElsewhere(request)) {
      return context.doNothing();
    }
    Authentication.Result result = authenticate(request);
    if (result instanceof Authentication.Authenticated authenticated) {
      authenticated.caller().attachTo(request);
      return login(authenticated.caller(), context);
    }
    if (!context.isProtected() || Authentication.isOpen(request)) {
      return context.doNothing();
    }
    if (result instanceof Authentication.Unavailable) {
      response.setIntHeader("Retry-After", VerificationUnavailable.RETRY_AFTER_SECONDS);
      return failure(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }
    return result instanceof Authentication.CrossSite
        ? failure(response, HttpServletResponse.SC_FORBIDDEN)
        : unauthorized(result, response, context);
  }

  /** Payara answers an error in a mechanism with 200 and an empty body, an exception with 500. */
  private Authentication.Result authenticate(HttpServletRequest request) {
    try {
      return authentication.of(request);
    } catch (Error e) {
      throw new IllegalStateException("an error while the token was checked", e);
    }
  }

  private AuthenticationStatus login(Caller caller, HttpMessageContext context) {
    try {
      return context.notifyContainerAboutLogin(caller, caller.groups());
    } catch (RuntimeException containerWithoutJaspic) {
      // The request filter of our JAX-RS applications sets the caller instead.
      notTaken.fire(new LoginNotTaken(containerWithoutJaspic));
      return context.doNothing();
    }
  }

  private AuthenticationStatus unauthorized(
      Authentication.Result result, HttpServletResponse response, HttpMessageContext context) {
    response.setHeader("WWW-Authenticate", new Rejections(conventions.scheme()).challenge(result));
    return context.responseUnauthorized();
  }

  private static AuthenticationStatus failure(HttpServletResponse response, int status)
      throws AuthenticationException {
    try {
      response.sendError(status);
      return AuthenticationStatus.SEND_FAILURE;
    } catch (IOException e) {
      throw new AuthenticationException("the answer could not be sent", e);
    }
  }
}
