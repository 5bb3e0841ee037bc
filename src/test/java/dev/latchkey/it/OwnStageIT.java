package dev.latchkey.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.application.AcceptTerms;
import dev.latchkey.it.application.TermsServlet;
import dev.latchkey.it.support.Answer;
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

/** A step that an application adds to logins. */
@ArquillianTest
@RunAsClient
class OwnStageIT {

  private static final String API = "/_allauth/app/v1";

  @ArquillianResource URL address;

  @Deployment(testable = false)
  static WebArchive war() {
    return Overlay.of("", AcceptTerms.class, TermsServlet.class);
  }

  @Test
  void login_thatOwesAStageOfTheApplication_isCompletedThere() throws URISyntaxException {
    Http http =
        Http.ofOverlay(new URI("http", null, "127.0.0.1", address.getPort(), null, null, null));
    String credentials =
        "{\"email\": \"terms@example.org\", \"password\": \"correct-horse-battery-9\"}";

    Answer signUp = http.post(API + "/auth/signup", credentials).expect(401);
    assertTrue(
        signUp.text().contains("{\"id\":\"accept_terms\",\"is_pending\":true}"), signUp.text());
    String pending = signUp.at("/meta/session_token");
    http.get(API + "/account/email", "X-Session-Token", pending).expect(401);

    Answer accepted = http.post("/terms", "", "X-Session-Token", pending).expect(200);
    String session = accepted.at("/session_token");
    http.get(API + "/auth/session", "X-Session-Token", session).expect(200);
    http.get(API + "/auth/session", "X-Session-Token", pending).expect(410);
    assertEquals(409, http.post("/terms", "", "X-Session-Token", pending).status());
    http.post(API + "/auth/login", credentials).expect(200);
  }
}
