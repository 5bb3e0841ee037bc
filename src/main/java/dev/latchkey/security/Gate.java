package dev.latchkey.security;

import dev.latchkey.jose.TokenUse;
import dev.latchkey.security.AccessRule.Access;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.json.JsonArray;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Checks one request against one rule.
 *
 * @param servletRequest a proxy for the request of the calling thread
 * @param flows the flows by which a caller can use a factor
 */
record Gate(
    Authentication authentication,
    HttpServletRequest servletRequest,
    Rejections rejections,
    BiFunction<Caller, AccessRule.Factor, JsonArray> flows,
    Supplier<Set<Caller>> containersCallers,
    Clock clock) {

  /**
   * For the application of the calling thread. Servers inject nothing into classes that they find
   * through {@code META-INF/services}.
   */
  static Gate here(Clock clock) {
    CDI<Object> beans = CDI.current();
    TokenConventions conventions = beans.select(TokenConventions.class).get();
    return new Gate(
        beans.select(Authentication.class).get(),
        beans.select(HttpServletRequest.class).get(),
        new Rejections(conventions.scheme()),
        (caller, factor) -> conventions.stepUpFlows(caller, factor.passkey()),
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
      Caller caller = latest(rule, authenticated.caller());
      // Properties are the request's attributes, and reading them is faster than writing them
      // through a proxy. The mechanism has attached its caller.
      if (request.getProperty(Caller.ATTRIBUTE) != caller) {
        caller.attachTo(servletRequest);
      }
      request.setSecurityContext(
          new CallerContext(caller, request.getSecurityContext(), containersCallers));
      return hasRole(rule, request.getSecurityContext())
          ? rejection(rule, caller)
          : Optional.of(rejections.forbidden());
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
    return Optional.of(rejection(result));
  }

  /**
   * The response to the caller of a bean that the rule does not allow, apart from roles; empty if
   * it allows the caller.
   */
  Optional<Response> rejection(AccessRule rule) {
    Authentication.Result result = authenticate(rule);
    if (!(result instanceof Authentication.Authenticated authenticated)) {
      return Optional.of(rejection(result));
    }
    return rejection(rule, latest(rule, authenticated.caller()));
  }

  private Response rejection(Authentication.Result result) {
    if (result instanceof Authentication.CrossSite) {
      return rejections.crossSite();
    }
    return result instanceof Authentication.Unavailable
        ? rejections.unavailable()
        : rejections.unauthorized(result);
  }

  private Authentication.Result authenticate(AccessRule rule, SecurityContext container) {
    if (!rule.needsToken() && container.getUserPrincipal() instanceof Caller caller) {
      // The mechanism has validated the token already, and the server passes its principal on
      // unchanged.
      return new Authentication.Authenticated(caller);
    }
    return authenticate(rule);
  }

  private Authentication.Result authenticate(AccessRule rule) {
    return authenticate(rule, rule.within().isPresent());
  }

  private Authentication.Result authenticate(AccessRule rule, boolean withSession) {
    return rule.only()
        .map(use -> authentication.of(servletRequest, use, withSession))
        .orElseGet(() -> authentication.of(servletRequest, withSession));
  }

  /**
   * The caller as the session knows it, if the access token does not say that the factor was used:
   * it may have been used since.
   */
  private Caller latest(AccessRule rule, Caller caller) {
    boolean isOutdated =
        caller.tokenUse() == TokenUse.ACCESS
            && caller.sessionId().isEmpty()
            && rule.factor().filter(f -> !f.isUsedBy(caller, clock.instant())).isPresent();
    return isOutdated
            && authenticate(rule, true) instanceof Authentication.Authenticated authenticated
            && authenticated.caller().userId().equals(caller.userId())
        ? authenticated.caller()
        : caller;
  }

  private Optional<Response> rejection(AccessRule rule, Caller caller) {
    Optional<AccessRule.Factor> missing =
        rule.factor().filter(factor -> !factor.isUsedBy(caller, clock.instant()));
    if (missing.isPresent()) {
      return Optional.of(stepUp(missing.get(), caller));
    }
    return rule.within()
        .filter(
            within ->
                caller.authenticatedAt().filter(clock.instant().minus(within)::isBefore).isEmpty())
        .map(rejections::reauthenticate);
  }

  private Response stepUp(AccessRule.Factor factor, Caller caller) {
    try {
      return rejections.stepUp(factor, flows.apply(caller, factor));
    } catch (VerificationUnavailable e) {
      return rejections.unavailable();
    }
  }

  private static boolean hasRole(AccessRule rule, SecurityContext context) {
    return rule.access() != Access.ROLES
        || rule.roles().contains(AccessRule.ANY_CALLER)
        || rule.roles().stream().anyMatch(context::isUserInRole);
  }
}
