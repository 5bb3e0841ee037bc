package dev.latchkey.ops.watch;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * The same readiness among the server's own checks. It is a bean only where the server has
 * MicroProfile Health, as {@code beans.xml} says; so nothing may name it.
 */
@Readiness
@Dependent
public class ServerReadiness implements HealthCheck {

  /**
   * Found when it is asked for: a server may make its checks before it can inject a data source.
   */
  @Inject Instance<dev.latchkey.ops.watch.Readiness> readiness;

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("latchkey").status(readiness.get().state().isReady()).build();
  }
}
