package dev.latchkey.ops.watch;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * The same readiness among the server's own checks. It is a bean only if the server has
 * MicroProfile Health, as {@code beans.xml} says; so no other class may refer to it.
 */
@Readiness
@Dependent
public class ServerReadiness implements HealthCheck {

  /** Looked up on use: a server may create its checks before it can inject a data source. */
  @Inject Instance<dev.latchkey.ops.watch.Readiness> readiness;

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("latchkey").status(readiness.get().state().isReady()).build();
  }
}
