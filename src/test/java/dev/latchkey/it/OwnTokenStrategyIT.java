package dev.latchkey.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.application.PrefixedTokenStrategy;
import dev.latchkey.it.support.Answer;
import dev.latchkey.it.support.App;
import dev.latchkey.it.support.Http;
import dev.latchkey.it.support.Overlay;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** An application's own token strategy, in the WAR and chosen by its class name. */
@ArquillianTest
@RunAsClient
class OwnTokenStrategyIT {

  @ArquillianResource URL address;

  @Deployment(testable = false)
  static WebArchive war() {
    return Overlay.of(
        "headless.token-strategy=" + PrefixedTokenStrategy.class.getName(),
        PrefixedTokenStrategy.class);
  }

  @Test
  void tokens_ofTheStrategy_workInTheApiAndTheApplication() throws URISyntaxException {
    Http http = Http.ofOverlay(loopback());
    App app = new App(http);
    Answer signedUp = app.signUp();
    String session = signedUp.at("/meta/session_token");
    String access = signedUp.at("/meta/access_token");
    assertTrue(session.startsWith("acme_s_"), session);
    assertTrue(access.startsWith("acme_a_"), access);

    String[] bearer = {"Authorization", "Bearer " + access};
    for (String[] token : new String[][] {app.session(session), bearer}) {
      assertEquals(
          app.email(),
          http.get(Http.API + "/auth/session", token).expect(200).at("/data/user/email"));
      Answer me = http.get("/api/me", token).expect(200);
      assertEquals(me.at("/sub"), me.at("/name"), "the address is not verified");
    }

    app.refresh(access).expectRejection(400, "invalid_token");
    http.get(Http.API + "/auth/session", "Authorization", "Bearer acme_x_" + access.substring(7))
        .expect(401);
    http.get(Http.API + "/auth/session", app.session(session.substring(7))).expect(410);

    http.delete(Http.API + "/auth/session", bearer).expect(401);
    http.get(Http.API + "/auth/session", bearer).expect(410);
    http.get("/api/me", bearer).expectRejection(401, "invalid_token");
  }

  private URI loopback() throws URISyntaxException {
    return new URI("http", null, "127.0.0.1", address.getPort(), null, null, null);
  }
}
