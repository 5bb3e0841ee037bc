package dev.latchkey.security;

import dev.latchkey.settings.JwtSettings;
import dev.latchkey.settings.Settings;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;

/** Guards the resources that ask for a caller. */
@Provider
@Dependent
public class CallerFeature implements DynamicFeature {

  @Inject Authentication authentication;
  @Inject HttpServletRequest request;
  @Inject Settings settings;

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    if (resource.getResourceMethod().isAnnotationPresent(Authenticated.class)
        || resource.getResourceClass().isAnnotationPresent(Authenticated.class)) {
      // An instance: not every server injects into a class that is registered here.
      context.register(
          new CallerFilter(authentication, request, settings.get(JwtSettings.AUTHORIZATION_HEADER_SCHEME)));
    }
  }
}
