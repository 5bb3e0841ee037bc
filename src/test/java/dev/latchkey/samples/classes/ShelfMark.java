package dev.latchkey.samples.classes;

import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;

/** Marks responses of the application; a file in {@code META-INF/services} names it. */
public class ShelfMark implements DynamicFeature {

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    if (resource.getResourceClass() == ShelfResource.class) {
      ContainerResponseFilter mark =
          (request, response) -> response.getHeaders().putSingle("X-Shelf", "marked");
      context.register(mark);
    }
  }
}
