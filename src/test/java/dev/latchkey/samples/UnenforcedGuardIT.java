package dev.latchkey.samples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.ServerProcess;
import dev.latchkey.samples.unenforced.FactorOnNoBean;
import dev.latchkey.samples.unenforced.GuardedBean;
import dev.latchkey.samples.unenforced.UnguardedApplication;
import dev.latchkey.samples.unenforced.UnlistedResource;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A guard that nothing enforces stops the deployment, and the log says which and what to do. */
class UnenforcedGuardIT {

  @Test
  void guardOnABean_stopsTheDeployment() {
    assertStops(
        GuardedBean.class,
        "@Authenticated on dev.latchkey.samples.unenforced.GuardedBean.call is not enforced: it"
            + " guards Jakarta REST resources, and the class is none");
  }

  @Test
  void guardOnAResourceOfNoApplication_stopsTheDeployment() {
    assertStops(
        UnlistedResource.class,
        "@RolesAllowed on dev.latchkey.samples.unenforced.UnlistedResource is not enforced: no"
            + " Jakarta REST application publishes the class");
  }

  @Test
  void guardInAnApplicationWithoutTheFeature_stopsTheDeployment() {
    assertStops(
        UnguardedApplication.class,
        "@SessionTokenOnly on dev.latchkey.samples.unenforced.UnguardedApplication$Part.get is not"
            + " enforced: dev.latchkey.samples.unenforced.UnguardedApplication publishes the class"
            + " without dev.latchkey.security.CallerFeature");
  }

  @Test
  void requiredFactorOnNoBean_stopsTheDeployment() {
    assertStops(
        FactorOnNoBean.class,
        "@RequiresFactor on dev.latchkey.samples.unenforced.FactorOnNoBean.call is not enforced: the"
            + " class is neither a Jakarta REST resource nor a CDI bean");
  }

  private static void assertStops(Class<?> type, String sentence) {
    String log =
        ServerProcess.failInInitializer(
            Map.of(
                "LATCHKEY_SERVE_WAR",
                SampleWars.write(SampleWars.overlayWith(type)).toString(),
                "SECRET_KEY",
                "kq7RwT2mZ9xVb4LdNf6YhJ3sGc8PaEuX-samples"));
    assertTrue(log.contains(sentence), log);
  }
}
