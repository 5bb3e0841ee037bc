package dev.latchkey.bench.parts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;

/** Takes every caller for the same one. Those who send {@code X-Visitor} are counted. */
@ApplicationScoped
public class VisitorMechanism implements HttpAuthenticationMechanism {

  @Inject Visits visits;

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    String visitor = request.getHeader("X-Visitor");
    if (visitor != null) {
      visits.count(Long.parseLong(visitor));
    }
    return context.notifyContainerAboutLogin("1052", Set.of("user"));
  }
}
