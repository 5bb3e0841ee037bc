package dev.latchkey.bench.plain;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** Guards nothing. */
@ApplicationPath("/api")
public class PlainApplication extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(PlainResource.class);
  }

  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }
}
