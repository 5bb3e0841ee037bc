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
    Rejections rejections,
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
        new Rejections(beans.select(TokenConventions.class).get().scheme()),
        () ->
            beans
                .select(jakarta.security.enterprise.SecurityContext.class)
                .get()
                .getPrincipalsByType(Caller.class),
        clock);
  }

  /** The response to a caller that the rule does not allow; empty if it allows the caller. */
  Optional<Response> rejection(AccessRule rule, ContainerRequestContext request) {
    if (rule.access() == Access.NOBODY) {
      return Optional.of(rejections.forbidden());
    }
    Authentication.Result result = authenticate(rule, request.getSecurityContext());
    if (result instanceof Authentication.Authenticated authenticated) {
      authenticated.caller().attachTo(servletRequest);
      request.setSecurityContext(
          new CallerContext(
              authenticated.caller(), request.getSecurityContext(), containersCallers));
      return rejection(rule, authenticated.caller(), request.getSecurityContext());
    }
    if (rule.access() == Access.ANYONE) {
      Authentication.open(servletRequest);
      return Optional.empty();
    }
    if (!rule.needsToken() && request.getSecurityContext().getUserPrincipal() != null) {
      // The application has its own mechanism, which knows the caller.
      return hasRole(rule, request.getSecurityContext())
          ? Optional.empty()
          : Optional.of(rejections.forbidden());
    }
    if (result instanceof Authentication.CrossSite) {
      return Optional.of(rejections.crossSite());
    }
    return Optional.of(
        result instanceof Authentication.Unavailable
            ? rejections.unavailable()
            : rejections.unauthorized(result));
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

  private Optional<Response> rejection(AccessRule rule, Caller caller, SecurityContext context) {
    if (!hasRole(rule, context)) {
      return Optional.of(rejections.forbidden());
    }
    return rule.within()
        .filter(
            within ->
                caller.authenticatedAt().filter(clock.instant().minus(within)::isBefore).isEmpty())
        .map(rejections::reauthenticate);
  }

  private static boolean hasRole(AccessRule rule, SecurityContext context) {
    return rule.access() != Access.ROLES
        || rule.roles().contains(AccessRule.ANY_CALLER)
        || rule.roles().stream().anyMatch(context::isUserInRole);
  }
}
