package dev.latchkey.api.oauth;

import dev.latchkey.api.exchange.AnyAccept;
import dev.latchkey.api.exchange.FailureMapper;
import dev.latchkey.api.exchange.HttpErrorMapper;
import dev.latchkey.api.exchange.OwnResources;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** Public documents (RFC 8615). */
@ApplicationPath("/.well-known")
public class WellKnownApplication extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        KeySetResource.class,
        MetadataResource.class,
        AnyAccept.class,
        HttpErrorMapper.class,
        FailureMapper.class);
  }

  @Override
  public Map<String, Object> getProperties() {
    return OwnResources.PROPERTIES;
  }
}
