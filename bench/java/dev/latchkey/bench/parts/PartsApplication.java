package dev.latchkey.bench.parts;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** Has its callers authenticated by {@link VisitorMechanism}. */
@ApplicationPath("/api")
public class PartsApplication extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(PartsResource.class);
  }

  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }
}
