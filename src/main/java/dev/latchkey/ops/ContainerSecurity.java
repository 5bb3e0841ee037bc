package dev.latchkey.ops;

import dev.latchkey.Shared;
import dev.latchkey.security.TokenAuthenticationMechanism.LoginNotTaken;
import jakarta.enterprise.event.Observes;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Whether the container accepts the callers that Latchkey's mechanism has authenticated. If it does
 * not, Latchkey's own API works anyway, but servlets and enterprise beans of an application do not
 * see the caller.
 *
 * <p>WildFly can be queried through JMX as soon as it has started. On other servers, and on WildFly
 * without JMX, the first caller shows it.
 */
@Shared
public class ContainerSecurity {

  private static final Logger LOG = System.getLogger("dev.latchkey");
  private static final String WILDFLY_DOMAIN =
      "jboss.as:subsystem=undertow,application-security-domain=other";
  private static final int ASK_AGAIN_SECONDS = 5;
  private static final int ASK_AT_MOST = 24;

  private final AtomicBoolean reported = new AtomicBoolean();
  private volatile Server server = Server.OTHER;

  /** Logs it once, as soon as it is known. */
  void watch(Server here, ScheduledExecutorService threads) {
    server = here;
    if (here == Server.WILDFLY) {
      ask(threads, ASK_AT_MOST);
    }
  }

  void notTaken(@Observes LoginNotTaken event) {
    report();
  }

  private void ask(ScheduledExecutorService threads, int times) {
    Optional<Boolean> takes = wildFlyTakesCallers();
    if (takes.isEmpty() && times > 0) {
      threads.schedule(() -> ask(threads, times - 1), ASK_AGAIN_SECONDS, TimeUnit.SECONDS);
    } else if (takes.isPresent() && !takes.get()) {
      report();
    }
  }

  private void report() {
    if (!reported.getAndSet(true)) {
      LOG.log(
          Level.WARNING,
          "This server''s container does not accept callers with tokens, so only JAX-RS "
              + "resources see them. To fix that, {0}.",
          server.howToEnableSecurity());
    }
  }

  /** Empty if unknown: while the server starts, its configuration cannot be read. */
  private static Optional<Boolean> wildFlyTakesCallers() {
    try {
      Object integrated =
          ManagementFactory.getPlatformMBeanServer()
              .getAttribute(new ObjectName(WILDFLY_DOMAIN), "integratedJaspi");
      return Optional.of(
          "false"
              .equals(
                  String.valueOf(integrated))); // as shipped it is not set, and defaults to true
    } catch (JMException | RuntimeException notTold) {
      return Optional.empty();
    }
  }
}
