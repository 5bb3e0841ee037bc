package dev.latchkey.samples.ownmechanism;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;

/** Accepts any badge; enough to see which mechanism is called. */
@ApplicationScoped
public class BadgeMechanism implements HttpAuthenticationMechanism {

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    String badge = request.getHeader("X-Badge");
    if (badge != null) {
      return context.notifyContainerAboutLogin(badge, Set.of("clerk"));
    }
    return context.isProtected() ? context.responseUnauthorized() : context.doNothing();
  }
}
