package dev.latchkey.samples.classes;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** Lists its resource only: the features come from {@code META-INF/services}. */
@ApplicationPath("/shelf")
public class ShelfApplication extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(ShelfResource.class);
  }
}
