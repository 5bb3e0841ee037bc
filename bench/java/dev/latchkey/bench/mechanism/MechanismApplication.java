package dev.latchkey.bench.mechanism;

import dev.latchkey.bench.exchange.ExchangeResource;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** Has its callers authenticated by {@link SomebodyMechanism}. */
@ApplicationPath("/api")
public class MechanismApplication extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(MechanismResource.class, ExchangeResource.class);
  }

  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }
}
