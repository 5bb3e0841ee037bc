package dev.latchkey.security;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;

/**
 * Guards the JAX-RS resource methods that {@link Authenticated}, {@link SessionTokenOnly}, {@link
 * AccessTokenOnly}, {@link RecentlyAuthenticated}, {@code @RolesAllowed}, {@code @PermitAll} or
 * {@code @DenyAll} apply to, in the same way on every server. On a sub-resource locator or its
 * class, they apply to all that the locator returns. It runs before a server's own enforcement, and
 * sets the security context that the server checks; so both may be active.
 *
 * <p>Servers discover it (Jakarta REST 3.1 §4.1.2, {@code META-INF/services}), unless an
 * application sets {@code jakarta.ws.rs.loadServices} to false. Listing it as well does no harm.
 * Its priority is one that no other feature is likely to have, because RESTEasy keeps only one of
 * the features that it discovers with equal priority.
 *
 * @since 1.0
 */
@Provider
@Priority(731)
public class CallerFeature implements DynamicFeature {

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    if (!context.getConfiguration().isRegistered(Guard.class)) {
      // An instance: not every server injects into a class that is registered here. On every
      // method, because any class may be a sub-resource.
      context.register(
          new Guard(
              AccessRuleReader.read(resource.getResourceClass(), resource.getResourceMethod())));
    }
  }
}
