package dev.latchkey.samples.overlay;

import dev.latchkey.security.CallerFeature;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** Lists its classes, and so the feature that guards them. */
@ApplicationPath("/shop")
public class OrdersApplication extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        OrdersResource.class,
        BasketResource.class,
        ClosedResource.class,
        PayoutResource.class,
        CallerFeature.class);
  }
}
