package dev.latchkey.security;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.time.Clock;

/**
 * Guards the JAX-RS resource methods that {@link Authenticated}, {@link SessionTokenOnly}, {@link
 * AccessTokenOnly}, {@link RecentlyAuthenticated}, {@code @RolesAllowed}, {@code @PermitAll} or
 * {@code @DenyAll} say something about, on every server alike. It asks before a server's own
 * enforcement does, and sets what that goes by; so both may be active.
 */
@Provider
@Dependent
public class CallerFeature implements DynamicFeature {

  @Inject Authentication authentication;
  @Inject HttpServletRequest request;
  @Inject TokenConventions conventions;

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    // An instance: not every server injects into a class that is registered here.
    AccessRuleReader.read(resource.getResourceClass(), resource.getResourceMethod())
        .map(
            rule ->
                new Guard(rule, authentication, request, conventions.scheme(), Clock.systemUTC()))
        .ifPresent(context::register);
  }
}
