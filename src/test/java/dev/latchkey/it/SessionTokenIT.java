package dev.latchkey.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.Answer;
import dev.latchkey.it.support.App;
import dev.latchkey.it.support.Endpoints;
import dev.latchkey.it.support.Endpoints.Endpoint;
import dev.latchkey.it.support.Http;
import dev.latchkey.it.support.RunningServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The default strategy: session tokens and nothing else. */
class SessionTokenIT {

  @RegisterExtension
  static final RunningServer SERVER = RunningServer.with(Map.of("HEADLESS_CLIENTS", "app"));

  private final Http http = SERVER.http();
  private final App app = SERVER.app();

  @Test
  void client_signsUpLogsInAndLogsOut() {
    Answer signedUp = app.signUp();
    assertTrue(signedUp.json().getJsonObject("meta").getBoolean("is_authenticated"));
    assertEquals(app.email(), signedUp.at("/data/user/email"));
    assertFalse(signedUp.has("/meta/access_token"), signedUp.text());
    Answer loggedIn = app.logIn();
    assertEquals("password", loggedIn.at("/data/methods/0/method"));

    String[] token = app.session(app.sessionToken());
    Answer session = http.get(Http.API + "/auth/session", token).expect(200);
    assertEquals(app.email(), session.at("/data/user/email"));
    assertFalse(session.has("/meta/session_token"), "a token is returned once");

    Answer me = http.get("/api/me", token).expect(200);
    assertEquals(session.at("/data/user/id"), me.at("/sub"));
    assertEquals("no-store", me.header("Cache-Control"));

    Answer loggedOut = http.delete(Http.API + "/auth/session", token).expectRejection().expect(401);
    assertTrue(loggedOut.text().contains("\"id\":\"login\""), loggedOut.text());
    http.get(Http.API + "/auth/session", token).expectRejection().expect(410);
    http.get("/api/me", token).expectRejection(401, "invalid_token");
  }

  @Test
  void clientSegment_whereOneKindIsServed_mayBeLeftOut() {
    assertEquals(
        http.get(Http.API + "/config").expect(200).text(),
        http.get("/_allauth/v1/config").expect(200).text());
    app.signUp();
    String[] token = app.session(app.sessionToken());
    assertEquals(
        app.email(),
        http.get("/_allauth/v1/auth/session", token).expect(200).at("/data/user/email"));
    http.get("/_allauth/v1/nowhere").expectRejection(404, "not_found");
    http.delete("/_allauth/v1/config").expectRejection(405, "method_not_allowed");
  }

  @Test
  void clientSegment_ofNoKind_isNotFoundWhateverTheMethod() {
    for (String path : new String[] {"/_allauth/browser/v1/config", "/_allauth/apps/v1/config"}) {
      http.get(path).expectRejection(404, "not_found");
      http.delete(path).expectRejection(404, "not_found");
    }
  }

  @Test
  void tokens_haveEnoughRandomness() {
    app.signUp();
    String first = app.sessionToken();
    app.logIn();
    assertFalse(first.equals(app.sessionToken()));
    assertTrue(first.length() >= 22, "128 bits take 22 characters in Base64");
    assertTrue(first.matches("[!-~]+"), first);
  }

  @Test
  void sessions_ofOneAccount_endOneByOne() {
    app.signUp();
    String first = app.sessionToken();
    app.logIn();
    http.delete(Http.API + "/auth/session", app.session(first)).expect(401);
    http.get(Http.API + "/auth/session", app.session(first)).expect(410);
    http.get(Http.API + "/auth/session", app.session(app.sessionToken())).expect(200);
  }

  @Test
  void token_unknown_isGoneEverywhere() {
    for (Endpoint endpoint : Endpoints.API) {
      http.send(endpoint.method(), endpoint.path(), BodyPublishers.noBody(), app.session("unknown"))
          .expectRejection()
          .expect(410);
    }
  }

  @Test
  void login_twice_isAConflict() {
    app.signUp();
    String body = "{\"email\": \"" + app.email() + "\", \"password\": \"" + App.PASSWORD + "\"}";
    http.post(Http.API + "/auth/login", body, app.session(app.sessionToken())).expect(409);
  }

  @Test
  void bearerToken_underSessionTokens_isRejected() {
    app.signUp();
    String[] bearer = {"Authorization", "Bearer " + app.sessionToken()};
    http.get(Http.API + "/auth/session", bearer).expect(401);
    http.get("/api/me", bearer).expectRejection(401, "invalid_token");
    app.refresh(app.sessionToken()).expectRejection(400, "invalid_token");
  }

  @Test
  void unauthenticatedClient_getsTheFlows() {
    Answer session = http.get(Http.API + "/auth/session").expectRejection().expect(401);
    assertEquals("login", session.at("/data/flows/0/id"));
    Answer me = http.get("/api/me").expectRejection(401, "unauthorized");
    assertEquals("Bearer", me.header("WWW-Authenticate"));
  }
}
