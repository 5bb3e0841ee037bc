package dev.latchkey.api;

import jakarta.ws.rs.ApplicationPath;
import java.util.Set;

/** What is published for everyone (RFC 8615). */
@ApplicationPath("/.well-known")
public class WellKnownApplication extends UndescribedApplication {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(KeySetResource.class, MetadataResource.class, RefusalMapper.class, FailureMapper.class);
  }
}
