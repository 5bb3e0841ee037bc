package dev.latchkey.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.Answer;
import dev.latchkey.it.support.App;
import dev.latchkey.it.support.Browser;
import dev.latchkey.it.support.Http;
import dev.latchkey.it.support.RunningServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Browsers: sessions in cookies, and requests of other sites. */
class BrowserIT {

  static final String SHOP = "https://shop.example.org";

  /** Classes with the same settings share a server. */
  static final Map<String, String> SETTINGS =
      Map.of(
          "HEADLESS_TOKEN_STRATEGY",
          "jwt",
          "LATCHKEY_COOKIE_AUTHENTICATION",
          "true",
          "CORS_ALLOWED_ORIGINS",
          SHOP,
          "CSRF_TRUSTED_ORIGINS",
          SHOP);

  @RegisterExtension static final RunningServer SERVER = RunningServer.with(SETTINGS);

  private final Http http = SERVER.http();
  private final Browser browser = new Browser(http);

  @Test
  void session_fromSignupToLogout_isInACookie() {
    Answer signup = browser.signUp().expect(200);
    assertEquals("{\"is_authenticated\":true}", signup.json().get("meta").toString());
    String first = browser.cookie("sessionid");
    assertTrue(first.matches("[a-z0-9]{32}"), first);
    assertEquals(browser.email(), browser.session().expect(200).at("/data/user/email"));
    browser.logOut().expect(401);
    assertNull(browser.cookie("sessionid"));
    browser.session().expect(401);
    browser.another().plant("sessionid", first).session().expect(401);
    browser.logIn().expect(200);
    assertNotEquals(first, browser.cookie("sessionid"));
  }

  @Test
  void cookie_planted_isNeverAdopted() {
    browser.signUp();
    Browser victim = browser.another().plant("sessionid", "f1xed".repeat(6) + "00");
    victim.logIn().expect(200);
    assertFalse(victim.cookie("sessionid").startsWith("f1xed"));
    Browser attacker = new Browser(http);
    attacker.signUp();
    String planted = attacker.cookie("sessionid");
    Browser second = browser.another().plant("sessionid", planted);
    second.get(Browser.API + "/config");
    second.logOut().expect(401);
    second.logIn().expect(200);
    assertNotEquals(planted, second.cookie("sessionid"));
    attacker.session().expect(401);
  }

  @Test
  void credentials_doNotCross() {
    browser.signUp();
    App app = new App(http);
    app.signUp();
    String cookie = "sessionid=" + browser.cookie("sessionid");
    String[] header = {"X-Session-Token", browser.cookie("sessionid")};
    http.get(Http.API + "/auth/session", "Cookie", cookie).expect(401);
    http.get(Http.API + "/auth/session", header).expect(410);
    http.get("/api/me", header).expectRejection(401, "invalid_token");
    http.get(Browser.API + "/auth/session", app.session(app.sessionToken())).expect(401);
    http.get(Browser.API + "/auth/session", app.bearer()).expect(401);
    new Browser(http).plant("sessionid", app.sessionToken()).session().expect(401);
    new Browser(http).plant("sessionid", app.sessionToken()).get("/api/me").expect(401);
    browser.send("POST", Browser.API + "/tokens/refresh", "{}").expect(404);
  }

  @Test
  void ownEndpoint_acceptsTheCookie() {
    browser.signUp();
    Answer me = browser.get("/api/me").expect(200);
    assertEquals(browser.session().at("/data/user/id"), me.at("/sub"));
    browser.logOut();
    browser.get("/api/me").expectRejection(401, "unauthorized");
  }

  @Test
  void request_ofAnotherSite_isRejectedWithAndWithoutSession() {
    for (int turn = 0; turn < 2; turn++) {
      for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
        for (String path : List.of("/auth/session", "/auth/login", "/account/email")) {
          Answer answer =
              browser.send(method, Browser.API + path, "{}", "X-CSRFToken", "x", "Origin", SHOP);
          if (answer.status() != 405) {
            answer.expectRejection(403, "csrf_failed");
          }
          browser
              .send(method, Browser.API + path, "{}", "Origin", "https://evil.example")
              .expectRejection(answer.status() == 405 ? 405 : 403, answer.code());
        }
      }
      browser.signUp();
    }
    browser.session().expect(200);
  }

  @Test
  void pair_ofAnotherSession_isRejected() {
    browser.signUp();
    Browser attacker = new Browser(http);
    attacker.signUp();
    String planted = attacker.cookie("csrftoken");
    browser
        .another()
        .plant("sessionid", browser.cookie("sessionid"))
        .plant("csrftoken", planted)
        .withoutOrigin()
        .logOut()
        .expectRejection(403, "csrf_failed");
    browser.session().expect(200);
  }

  /** A page of a trusted host, which may be able to plant cookies, but cannot read them. */
  @Test
  void pair_plantedByATrustedPageOfAnotherHost_isRejected() {
    browser.get(Browser.API + "/config");
    String anonymous = browser.cookie("csrftoken");
    browser.signUp();
    Browser attacker = new Browser(http);
    attacker.signUp();
    for (String planted : List.of(anonymous, attacker.cookie("csrftoken"), "planted")) {
      Browser victim =
          browser
              .another()
              .plant("sessionid", browser.cookie("sessionid"))
              .plant("csrftoken", planted);
      victim
          .send("DELETE", Browser.API + "/auth/session", null, "Origin", SHOP)
          .expectRejection(403, "csrf_failed");
    }
    browser.send("DELETE", Browser.API + "/auth/session", null, "Origin", SHOP).expect(401);
  }

  @Test
  void login_afterTheSessionHasEnded_needsNoOtherRequestFirst() {
    browser.signUp();
    Browser second = browser.another();
    second.logIn();
    String ids = second.get(Browser.API + "/auth/sessions").at("/data/0/id");
    String other = second.get(Browser.API + "/auth/sessions").at("/data/1/id");
    second
        .send(
            "DELETE",
            Browser.API + "/auth/sessions",
            "{\"sessions\":[" + ids + ",\"" + other + "\"]}")
        .expect(401);
    assertNull(second.cookie("sessionid"));
    browser.send("POST", Browser.API + "/auth/login", browser.credentials()).expect(200);
    browser.session().expect(200);
  }

  @Test
  void form_withTheTokenInAField_isFromHere() {
    browser.get(Browser.API + "/config");
    browser
        .submit(
            Browser.API + "/auth/login", "a=b&csrfmiddlewaretoken=" + browser.cookie("csrftoken"))
        .expectRejection(415, "unsupported_media_type");
    browser.submit(Browser.API + "/auth/login", "a=b").expectRejection(403, "csrf_failed");
  }

  @Test
  void script_ofAConfiguredOrigin_callsWithCredentials() {
    Answer preflight =
        http.send(
            "OPTIONS",
            Browser.API + "/auth/login",
            new byte[0],
            null,
            "Origin",
            SHOP,
            "Access-Control-Request-Method",
            "POST",
            "Access-Control-Request-Headers",
            "content-type,x-csrftoken",
            "Cookie",
            "sessionid=" + "a".repeat(32));
    preflight.expect(204);
    assertTrue(preflight.header("Access-Control-Allow-Headers").contains("X-CSRFToken"));
    assertEquals("true", preflight.header("Access-Control-Allow-Credentials"));
    assertTrue(
        String.join(", ", preflight.headers().allValues("Vary")).contains("Origin"),
        preflight.headers()::toString);
    assertTrue(preflight.headers().allValues("Set-Cookie").isEmpty());
    browser.signUp().expect(200);
    Answer session = browser.get(Browser.API + "/auth/session", "Origin", SHOP).expect(200);
    assertEquals(SHOP, session.header("Access-Control-Allow-Origin"));
    browser.get(Browser.API + "/config");
    browser.send("DELETE", Browser.API + "/auth/session", null, "Origin", SHOP).expect(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "", "undefined", "x"})
  void token_ofAnyText_isHarmlessInSafeRequests(String token) {
    browser.signUp();
    browser.get(Browser.API + "/auth/session", "X-CSRFToken", token).expect(200);
    browser.get("/api/me", "X-CSRFToken", token).expect(200);
  }

  @Test
  void cookies_damaged_neverFail() {
    browser.signUp();
    String good = browser.cookie("sessionid");
    Random random = new Random(11);
    List<String> values = new ArrayList<>(List.of("", "\"", "\"\"", good + good, "=", "%00", "é"));
    for (int i = 0; i < 60; i++) {
      StringBuilder damaged = new StringBuilder(good);
      for (int n = random.nextInt(4); n >= 0; n--) {
        damaged.setCharAt(random.nextInt(good.length()), (char) (33 + random.nextInt(90)));
      }
      values.add(damaged.toString().replace(';', ':'));
    }
    for (String value : values) {
      for (String name : List.of("sessionid", "csrftoken")) {
        Browser other =
            browser.another().plant("sessionid", good).plant("csrftoken", "x").plant(name, value);
        int status = other.session().status();
        assertTrue(
            status == 401 || status == 200 && name.equals("csrftoken") || value.equals(good),
            name + "=" + value + ": " + status);
      }
    }
    browser.session().expect(200);
  }

  @Test
  void logins_concurrent_endTheirCommonSession() throws Exception {
    browser.signUp();
    browser.logOut();
    browser.get(Browser.API + "/config");
    List<Browser> twins = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      twins.add(browser.another());
    }
    ExecutorService threads = Executors.newFixedThreadPool(twins.size());
    try {
      List<Callable<Answer>> logins = new ArrayList<>();
      twins.forEach(twin -> logins.add(twin::logIn));
      for (Future<Answer> login : threads.invokeAll(logins)) {
        login.get().expect(200);
      }
      List<Callable<Answer>> logouts = new ArrayList<>();
      String cookie = twins.get(0).cookie("sessionid");
      String csrf = twins.get(0).cookie("csrftoken");
      for (int i = 0; i < 4; i++) {
        Browser tab = browser.another().plant("sessionid", cookie).plant("csrftoken", csrf);
        logouts.add(tab::logOut);
      }
      for (Future<Answer> logout : threads.invokeAll(logouts)) {
        logout.get().expect(401);
      }
      browser.another().plant("sessionid", cookie).session().expect(401);
      twins.get(1).session().expect(200);
    } finally {
      threads.shutdownNow();
    }
  }
}
