package dev.latchkey.security;

import dev.latchkey.security.AccessRule.Access;
import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.util.Optional;

/**
 * Lets only those callers through whom one rule allows, whether or not the container took note of
 * them.
 */
@Priority(Priorities.AUTHENTICATION)
class Guard implements ContainerRequestFilter {

  private final AccessRule rule;
  private final Authentication authentication;
  private final HttpServletRequest servletRequest;
  private final Refusals refusals;
  private final Clock clock;

  /**
   * @param servletRequest stands for the request that the calling thread serves
   * @param scheme what challenges name
   */
  Guard(
      AccessRule rule,
      Authentication authentication,
      HttpServletRequest servletRequest,
      String scheme,
      Clock clock) {
    this.rule = rule;
    this.authentication = authentication;
    this.servletRequest = servletRequest;
    this.refusals = new Refusals(scheme);
    this.clock = clock;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    refusal(request).ifPresent(request::abortWith);
  }

  private Optional<Response> refusal(ContainerRequestContext request) {
    if (rule.access() == Access.NOBODY) {
      return Optional.of(refusals.forbidden());
    }
    Authentication.Result result = authenticate(request.getSecurityContext());
    if (result instanceof Authentication.Authenticated authenticated) {
      request.setSecurityContext(
          new CallerContext(authenticated.caller(), request.getSecurityContext()));
      return refusal(authenticated.caller(), request.getSecurityContext());
    }
    if (rule.access() == Access.ANYONE) {
      Authentication.open(servletRequest);
      return Optional.empty();
    }
    if (!rule.needsToken() && request.getSecurityContext().getUserPrincipal() != null) {
      // The application has a mechanism of its own, and that knows the caller.
      return hasRole(request.getSecurityContext())
          ? Optional.empty()
          : Optional.of(refusals.forbidden());
    }
    return Optional.of(
        result instanceof Authentication.Unavailable
            ? refusals.unavailable()
            : refusals.unauthorized(result));
  }

  private Authentication.Result authenticate(SecurityContext container) {
    if (!rule.needsToken() && container.getUserPrincipal() instanceof Caller caller) {
      // The mechanism has judged the token already, and the server hands on what came of it as it
      // was.
      return new Authentication.Authenticated(caller);
    }
    boolean withSession = rule.within().isPresent();
    return rule.only()
        .map(use -> authentication.of(servletRequest, use, withSession))
        .orElseGet(() -> authentication.of(servletRequest, withSession));
  }

  private Optional<Response> refusal(Caller caller, SecurityContext context) {
    if (!hasRole(context)) {
      return Optional.of(refusals.forbidden());
    }
    return rule.within()
        .filter(
            within ->
                caller.authenticatedAt().filter(clock.instant().minus(within)::isBefore).isEmpty())
        .map(refusals::reauthenticate);
  }

  private boolean hasRole(SecurityContext context) {
    return rule.access() != Access.ROLES
        || rule.roles().contains(AccessRule.ANY_CALLER)
        || rule.roles().stream().anyMatch(context::isUserInRole);
  }
}
