package dev.latchkey.ops;

import dev.latchkey.Shared;
import dev.latchkey.security.LoginNotTaken;
import jakarta.enterprise.event.Observes;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Whether the container takes over the callers that our mechanism has authenticated. If it does not, our own API
 * works all the same; servlets and enterprise beans of an application do not learn who calls.
 *
 * <p>WildFly tells beforehand, through JMX. Others, and a WildFly without JMX, show it when the first caller comes.
 */
@Shared
public class ContainerSecurity {

  private static final Logger LOG = System.getLogger("dev.latchkey");
  private static final String WILDFLY_DOMAIN = "jboss.as:subsystem=undertow,application-security-domain=other";

  private final AtomicBoolean reported = new AtomicBoolean();
  private volatile Server server = Server.OTHER;

  /** Reports now, where it can be known already, else once it is. */
  void watch(Server here) {
    server = here;
    if (here == Server.WILDFLY && isIntegratedInWildFly()) {
      report();
    }
  }

  void notTaken(@Observes LoginNotTaken event) {
    report();
  }

  private void report() {
    if (!reported.getAndSet(true)) {
      LOG.log(
          Level.WARNING,
          "This server''s container does not take over callers with tokens, so only JAX-RS resources know them. "
              + "To mend that, {0}.",
          server.howToEnableSecurity());
    }
  }

  private static boolean isIntegratedInWildFly() {
    try {
      Object integrated =
          ManagementFactory.getPlatformMBeanServer()
              .getAttribute(new ObjectName(WILDFLY_DOMAIN), "integratedJaspi");
      return Boolean.parseBoolean(String.valueOf(integrated));
    } catch (JMException | RuntimeException notTold) {
      return false;
    }
  }
}
