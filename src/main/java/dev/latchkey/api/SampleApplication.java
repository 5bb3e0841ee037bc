package dev.latchkey.api;

import dev.latchkey.api.exchange.AnyAccept;
import dev.latchkey.api.exchange.FailureMapper;
import dev.latchkey.api.exchange.HttpErrorMapper;
import dev.latchkey.api.exchange.OwnResources;
import dev.latchkey.security.CallerFeature;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/**
 * A secured endpoint for trying tokens. It is guarded in the same way as an application's own
 * endpoints.
 */
@ApplicationPath("/api")
public class SampleApplication extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        MeResource.class,
        AnyAccept.class,
        CallerFeature.class,
        HttpErrorMapper.class,
        FailureMapper.class);
  }

  @Override
  public Map<String, Object> getProperties() {
    return OwnResources.PROPERTIES;
  }
}
