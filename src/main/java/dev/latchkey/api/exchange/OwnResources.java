package dev.latchkey.api.exchange;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;

/**
 * Restricts our resources to our applications. An application in the same WAR that lists no classes
 * publishes all resources, including ours; there they are not found.
 *
 * <p>Our filters and mappers have no {@code @Provider}, so such an application does not find them.
 * An application's paths take precedence over those of our resources, because ours are long, or are
 * templates, which have fewer literal characters (Jakarta REST 3.1 §3.7.2).
 *
 * <p>Its priority is one of its own, as that of {@link dev.latchkey.security.CallerFeature} is.
 */
@Provider
@Priority(732)
public class OwnResources implements DynamicFeature {

  private static final String OURS = "dev.latchkey.api.application";
  private static final String RESOURCES =
      OwnResources.class.getPackageName().replaceFirst("[^.]+$", "");

  /**
   * The properties that mark our applications. Without the second, Jersey (in Payara and GlassFish)
   * responds to OPTIONS and {@code application.wadl} with XML.
   *
   * <p>No common superclass: Open Liberty tries to serve each subclass of {@code Application}, and
   * reports one without a path.
   */
  public static final Map<String, Object> PROPERTIES =
      Map.of(OURS, true, "jersey.config.server.wadl.disableWadl", true);

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    if (resource.getResourceClass().getName().startsWith(RESOURCES)
        && context.getConfiguration().getProperty(OURS) == null) {
      context.register(new NotHere());
    }
  }

  @Priority(Integer.MIN_VALUE)
  private static final class NotHere implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
      request.abortWith(Response.status(Response.Status.NOT_FOUND).build());
    }
  }
}
