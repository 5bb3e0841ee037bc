package dev.latchkey.ops.watch;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
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
    dev.latchkey.ops.watch.Readiness.State state = readiness.get().state();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("latchkey").status(state.isReady());
    return state.senderRejected()
        ? response.withData("mail-sender", "rejected").build()
        : response.build();
  }
}
