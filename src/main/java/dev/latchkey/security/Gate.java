package dev.latchkey.security;

import dev.latchkey.security.AccessRule.Access;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Checks one request against one rule.
 *
 * @param servletRequest a proxy for the request of the calling thread
 */
record Gate(
    Authentication authentication,
    HttpServletRequest servletRequest,
    Refusals refusals,
    Supplier<Set<Caller>> containersCallers,
    Clock clock) {

  /**
   * For the application of the calling thread. Servers inject nothing into classes that they find
   * through {@code META-INF/services}.
   */
  static Gate here(Clock clock) {
    CDI<Object> beans = CDI.current();
    return new Gate(
        beans.select(Authentication.class).get(),
        beans.select(HttpServletRequest.class).get(),
        new Refusals(beans.select(TokenConventions.class).get().scheme()),
        () ->
            beans
                .select(jakarta.security.enterprise.SecurityContext.class)
                .get()
                .getPrincipalsByType(Caller.class),
        clock);
  }

  /** The response to a caller that the rule does not allow; empty if it allows the caller. */
  Optional<Response> refusal(AccessRule rule, ContainerRequestContext request) {
    if (rule.access() == Access.NOBODY) {
      return Optional.of(refusals.forbidden());
    }
    Authentication.Result result = authenticate(rule, request.getSecurityContext());
    if (result instanceof Authentication.Authenticated authenticated) {
      request.setSecurityContext(
          new CallerContext(
              authenticated.caller(), request.getSecurityContext(), containersCallers));
      return refusal(rule, authenticated.caller(), request.getSecurityContext());
    }
    if (rule.access() == Access.ANYONE) {
      Authentication.open(servletRequest);
      return Optional.empty();
    }
    if (!rule.needsToken() && request.getSecurityContext().getUserPrincipal() != null) {
      // The application has its own mechanism, which knows the caller.
      return hasRole(rule, request.getSecurityContext())
          ? Optional.empty()
          : Optional.of(refusals.forbidden());
    }
    if (result instanceof Authentication.CrossSite) {
      return Optional.of(refusals.crossSite());
    }
    return Optional.of(
        result instanceof Authentication.Unavailable
            ? refusals.unavailable()
            : refusals.unauthorized(result));
  }

  private Authentication.Result authenticate(AccessRule rule, SecurityContext container) {
    if (!rule.needsToken() && container.getUserPrincipal() instanceof Caller caller) {
      // The mechanism has validated the token already, and the server passes its principal on
      // unchanged.
      return new Authentication.Authenticated(caller);
    }
    boolean withSession = rule.within().isPresent();
    return rule.only()
        .map(use -> authentication.of(servletRequest, use, withSession))
        .orElseGet(() -> authentication.of(servletRequest, withSession));
  }

  private Optional<Response> refusal(AccessRule rule, Caller caller, SecurityContext context) {
    if (!hasRole(rule, context)) {
      return Optional.of(refusals.forbidden());
    }
    return rule.within()
        .filter(
            within ->
                caller.authenticatedAt().filter(clock.instant().minus(within)::isBefore).isEmpty())
        .map(refusals::reauthenticate);
  }

  private static boolean hasRole(AccessRule rule, SecurityContext context) {
    return rule.access() != Access.ROLES
        || rule.roles().contains(AccessRule.ANY_CALLER)
        || rule.roles().stream().anyMatch(context::isUserInRole);
  }
}
