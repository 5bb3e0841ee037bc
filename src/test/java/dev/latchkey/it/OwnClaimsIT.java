package dev.latchkey.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.it.application.TenantClaims;
import dev.latchkey.it.support.App;
import dev.latchkey.it.support.Http;
import dev.latchkey.it.support.Overlay;
import dev.latchkey.it.support.Tokens;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Claims that an application contributes to access tokens. */
@ArquillianTest
@RunAsClient
class OwnClaimsIT {

  @ArquillianResource URL address;

  @Deployment(testable = false)
  static WebArchive war() {
    return Overlay.of("headless.token-strategy=jwt", TenantClaims.class);
  }

  @Test
  void accessTokens_carryOwnClaimsAtLoginAndAfterARefresh() throws URISyntaxException {
    App app =
        new App(
            Http.ofOverlay(
                new URI("http", null, "127.0.0.1", address.getPort(), null, null, null)));
    app.signUp();
    for (int i = 0; i < 2; i++) {
      assertEquals("\"none\"", Tokens.claim(app.accessToken(), "tenant"));
      assertEquals(
          "{\"name\":\"trial\",\"seats\":3}".length(),
          Tokens.claim(app.accessToken(), "plan").length());
      app.me().expect(200);
      app.refresh().expect(200);
    }
  }
}
