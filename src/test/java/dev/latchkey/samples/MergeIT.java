package dev.latchkey.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.Answer;
import dev.latchkey.it.support.Http;
import dev.latchkey.it.support.ServerProcess;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jose4j.jwk.JsonWebKey;
import org.junit.jupiter.api.Test;

/**
 * An application merged into the WAR: what is its own, what is replaced, and what is there twice.
 */
class MergeIT {

  @Test
  void application_inTheFolderOfClasses_hasItsDescriptorsBesideOurs() {
    Map<String, String> settings =
        Map.of(
            "LATCHKEY_SERVE_WAR",
            SampleWars.write(SampleWars.overlayOfClasses()).toString(),
            "HEADLESS_TOKEN_STRATEGY",
            "jwt",
            "ACCOUNT_EMAIL_VERIFICATION",
            "none");
    try (ServerProcess server = ServerProcess.start(settings)) {
      Http http = Http.ofOverlay(server.base());
      Answer signUp =
          http.post(
                  Http.API + "/auth/signup",
                  "{\"email\": \"reader@example.org\", \"password\": \"Sesame-open-thyself-7\"}")
              .expect(200);
      String bearer = "Bearer " + signUp.at("/meta/access_token");

      Answer books = http.get("/shelf/books", "Authorization", bearer).expect(200);
      assertEquals("at start 0, now 1", books.text());
      assertEquals("marked", books.header("X-Shelf"));
      http.get("/shelf/books").expect(401);
      http.get("/api/me", "Authorization", bearer).expect(200);
      for (String apps : List.of("assetlinks.json", "apple-app-site-association")) {
        Answer file = http.get("/.well-known/" + apps).expect(200);
        assertEquals("application/json", file.header("Content-Type"), apps);
      }
      assertEquals(
          "https://shelf.example.org",
          http.get("/.well-known/oauth-authorization-server").expect(200).at("/issuer"));
    }
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
