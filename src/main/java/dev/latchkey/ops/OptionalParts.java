package dev.latchkey.ops;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;

/** Makes beans of what can be there only with a part that not every server has. */
public class OptionalParts implements Extension {

  private static final String HEALTH = "org.eclipse.microprofile.health.HealthCheck";
  private static final String OUR_HEALTH = "dev.latchkey.ops.ServerReadiness";

  void add(@Observes BeforeBeanDiscovery event) {
    try {
      Class.forName(HEALTH, false, OptionalParts.class.getClassLoader());
      event.addAnnotatedType(Class.forName(OUR_HEALTH), OUR_HEALTH);
    } catch (ClassNotFoundException | LinkageError absent) {
      // Our own addresses tell the same.
    }
  }
}
