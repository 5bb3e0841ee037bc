package dev.latchkey.samples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.ServerProcess;
import java.util.Map;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jose4j.jwk.JsonWebKey;
import org.junit.jupiter.api.Test;

/** A merge that has replaced one of our files, or has added a library again. */
class MergeIT {

  private static final String FEATURES = "META-INF/services/jakarta.ws.rs.container.DynamicFeature";

  @Test
  void servicesFile_replaced_stopsTheDeployment() {
    WebArchive war = SampleWars.packaged();
    war.delete("/WEB-INF/classes/" + FEATURES);
    war.addAsResource(new StringAsset("# of an application\n"), FEATURES);
    assertFails(war, "WEB-INF/classes/" + FEATURES + " of the application has replaced Latchkey's");
  }

  @Test
  void webXml_replaced_stopsTheDeployment() {
    WebArchive war = SampleWars.packaged();
    war.delete("/WEB-INF/web.xml");
    war.setWebXML(
        new StringAsset(
            "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\"></web-app>"));
    assertFails(war, "WEB-INF/web.xml of the application has replaced Latchkey's");
  }

  @Test
  void library_inASecondVersion_isWarnedOf() {
    WebArchive war =
        SampleWars.packaged()
            .addAsLibrary(
                ShrinkWrap.create(JavaArchive.class, "jose4j-0.1.jar").addClass(JsonWebKey.class));
    try (ServerProcess server =
        ServerProcess.start(Map.of("LATCHKEY_SERVE_WAR", SampleWars.write(war).toString()))) {
      String log = server.log();
      assertTrue(
          log.contains("The WAR has jose4j twice, in WEB-INF/lib/jose4j-0.1.jar and WEB-INF/lib/"),
          log);
    }
  }

  private static void assertFails(WebArchive war, String sentence) {
    String log =
        ServerProcess.failToStart(Map.of("LATCHKEY_SERVE_WAR", SampleWars.write(war).toString()));
    assertTrue(log.contains(sentence), log);
  }
}
