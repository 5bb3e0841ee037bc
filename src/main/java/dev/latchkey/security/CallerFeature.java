package dev.latchkey.security;

import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;

/**
 * Guards the JAX-RS resource methods that {@link Authenticated}, {@link SessionTokenOnly}, {@link
 * AccessTokenOnly}, {@link RecentlyAuthenticated}, {@code @RolesAllowed}, {@code @PermitAll} or
 * {@code @DenyAll} say something about, on every server alike. What they say on a sub-resource
 * locator or its class holds for all that the locator returns. It asks before a server's own
 * enforcement does, and sets what that goes by; so both may be active.
 *
 * <p>Servers find it by themselves (Jakarta REST 3.1 §4.1.2, {@code META-INF/services}), unless an
 * application sets {@code jakarta.ws.rs.loadServices} to false. To list it as well does no harm.
 *
 * @since 1.0
 */
@Provider
public class CallerFeature implements DynamicFeature {

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    if (!context.getConfiguration().isRegistered(Guard.class)) {
      // An instance: not every server injects into a class that is registered here. On every
      // method, since any class may be a sub-resource.
      context.register(
          new Guard(
              AccessRuleReader.read(resource.getResourceClass(), resource.getResourceMethod())));
    }
  }
}
