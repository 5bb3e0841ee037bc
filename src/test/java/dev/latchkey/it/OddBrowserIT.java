package dev.latchkey.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.latchkey.it.support.Answer;
import dev.latchkey.it.support.AnswerCheck;
import dev.latchkey.it.support.App;
import dev.latchkey.it.support.Browser;
import dev.latchkey.it.support.Http;
import dev.latchkey.it.support.RawConnection;
import dev.latchkey.it.support.RunningServer;
import dev.latchkey.it.support.ServerProcess;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests with cookies, as no page of ours sends them. */
class OddBrowserIT {

  @RegisterExtension static final RunningServer SERVER = RunningServer.with(BrowserIT.SETTINGS);

  private static final String SESSION = Browser.API + "/auth/session";
  private static final String LOGIN = Browser.API + "/auth/login";
  private static final String OTHER = "f1xed".repeat(6) + "00";

  private final Http http = SERVER.http();
  private final Browser browser = new Browser(http);

  /** Servers and JAX-RS read such paths as the usual ones, or as none. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/_allauth/br%6fwser/v1/auth/login",
        "/_allauth//browser/v1/auth/login",
        "//_allauth/browser/v1/auth/login",
        "/_allauth/browser//v1/auth/login",
        "/_allauth/browser;a=b/v1/auth/login",
        "/_allauth;a=b/browser/v1/auth/login",
        "/_allauth/;/browser/v1/auth/login",
        "/_allauth/browser/v1;a=b/auth/login;c",
        "/_allauth/./browser/v1/auth/login",
        "/_allauth/app/../browser/v1/auth/login",
        "/_allauth/app/%2e%2e/browser/v1/auth/login",
        "/_allauth/app/..;/browser/v1/auth/login",
        "/_allauth/app%2f..%2fbrowser/v1/auth/login",
        "/_allauth/browser%2fv1/auth/login",
        "/_allauth/browser%3ba=b/v1/auth/login",
        "/%5fallauth/browser/v1/auth/login",
        "/_allauth/Browser/v1/auth/login",
        "/_allauth/browser/v1/auth/login/",
        "/_allauth/browser/v1/auth/login?client=app",
      })
  void path_writtenInAnotherWay_needsTheTokenToo(String path) {
    browser.signUp().expect(200);
    for (String session : List.of("", "Cookie: sessionid=" + browser.cookie("sessionid"))) {
      List<String> headers = new ArrayList<>(List.of("Content-Type: application/json"));
      headers.add("Content-Length: " + browser.credentials().length());
      headers.add(session.isEmpty() ? "DNT: 1" : session);
      RawConnection.Raw raw =
          RawConnection.send(
              SERVER.base(), "POST " + path + " HTTP/1.1", headers, browser.credentials());
      assertTrue(raw.status() >= 400 && raw.status() < 500, raw::text);
      assertFalse(raw.head().contains("sessionid="), raw::text);
    }
    browser.session().expect(200);
  }

  @Test
  void cookie_ofTwoValues_isNone() {
    browser.signUp().expect(200);
    String good = browser.cookie("sessionid");
    String csrf = browser.cookie("csrftoken");
    String ours = "sessionid=" + good;
    String planted = "sessionid=" + OTHER;
    for (List<String> lines :
        List.of(
            List.of(ours + "; " + planted),
            List.of(planted + "; " + ours),
            List.of(ours, planted),
            List.of(planted, ours),
            List.of(ours + "; sessionid="),
            List.of(ours + "; sessionid=" + good.toUpperCase()),
            List.of(ours + ", " + planted))) {
      assertEquals(401, raw("GET", SESSION, lines).status(), lines::toString);
      List<String> unsafe = new ArrayList<>(lines);
      unsafe.add("csrftoken=" + csrf);
      assertEquals(403, raw("DELETE", SESSION, unsafe, "X-CSRFToken: " + csrf).status());
      assertEquals(401, raw("GET", "/api/me", lines).status(), lines::toString);
    }
    assertEquals(200, raw("GET", SESSION, List.of(ours, ours)).status());
    List<String> twoTokens = List.of(ours + "; csrftoken=x; csrftoken=" + csrf);
    for (String token : List.of("x", csrf)) {
      RawConnection.Raw raw =
          raw("DELETE", SESSION, twoTokens, "X-CSRFToken: " + token, "Origin: http://localhost");
      assertEquals(403, raw.status(), raw::text);
    }
    browser.session().expect(200);
  }

  @Test
  void cookieAndToken_together_countForTheirKindAlone() {
    browser.signUp().expect(200);
    App app = new App(http);
    app.signUp().expect(200);
    String cookie = "sessionid=" + browser.cookie("sessionid");
    for (String[] tokens : List.of(app.session(app.sessionToken()), app.bearer())) {
      assertEquals(
          browser.email(), browser.get(SESSION, tokens).expect(200).at("/data/user/email"));
      String[] both = {tokens[0], tokens[1], "Cookie", cookie};
      assertEquals(
          app.email(),
          http.get(Http.API + "/auth/session", both).expect(200).at("/data/user/email"));
      assertEquals(http.get("/api/me", tokens).at("/sub"), http.get("/api/me", both).at("/sub"));
      browser
          .send("POST", LOGIN, browser.credentials(), with(tokens, "X-CSRFToken", "x"))
          .expect(403);
    }
    http.get(Http.API + "/auth/session", "X-Session-Token", "x", "Cookie", cookie).expect(410);
    http.get("/api/me", "X-Session-Token", "x", "Cookie", cookie)
        .expectRejection(401, "invalid_token");
    browser.session().expect(200);
  }

  @ParameterizedTest
  @CsvSource({
    BrowserIT.SHOP + ", true",
    "https://evil.example, false",
    "https://shop.example.org.evil.example, false",
    "null, false",
    "*, false",
  })
  void preflight_withACookie_seesNoSession(String origin, boolean allowed) {
    browser.signUp().expect(200);
    for (String path : List.of(SESSION, LOGIN, "/api/me", Browser.API + "/account/email")) {
      for (String method : List.of("POST", "DELETE", "PATCH")) {
        Answer answer =
            http.send(
                "OPTIONS",
                path,
                BodyPublishers.noBody(),
                "Origin",
                origin,
                "Access-Control-Request-Method",
                method,
                "Access-Control-Request-Headers",
                "x-csrftoken,content-type",
                "Cookie",
                "sessionid=" + browser.cookie("sessionid"));
        assertTrue(answer.status() >= 200 && answer.status() < 500, answer::toString);
        assertEquals(allowed ? origin : "", answer.header("Access-Control-Allow-Origin"));
        assertEquals(allowed ? "true" : "", answer.header("Access-Control-Allow-Credentials"));
        assertTrue(answer.headers().allValues("Vary").contains("Origin"), answer::toString);
        assertEquals("", answer.header("Set-Cookie"), answer::toString);
        assertFalse(answer.text().contains(browser.email()), answer::text);
      }
    }
    browser.session().expect(200);
  }

  @Test
  void headAndOptions_ofAnyOperation_changeNothing() {
    browser.signUp().expect(200);
    String cookies = "sessionid=" + browser.cookie("sessionid");
    for (String path :
        List.of(
            "/config",
            "/auth/session",
            "/auth/login",
            "/auth/sessions",
            "/account/email",
            "/account/password/change",
            "/account/authenticators/totp")) {
      for (String method : List.of("HEAD", "OPTIONS", "TRACE")) {
        RawConnection.Raw raw =
            raw(method, Browser.API + path, List.of(cookies), "Origin: https://evil.example");
        assertTrue(raw.status() >= 200 && raw.status() < 500, raw::text);
        assertFalse(raw.head().contains("sessionid="), raw::text);
        assertFalse(raw.text().contains(browser.cookie("sessionid")), raw::text);
        assertFalse(method.equals("HEAD") && !raw.body().isEmpty(), raw::text);
      }
    }
    assertEquals(200, raw("HEAD", SESSION, List.of(cookies)).status());
    assertEquals(401, raw("HEAD", SESSION, List.of("sessionid=" + OTHER)).status());
    assertEquals(200, raw("HEAD", "/api/me", List.of(cookies)).status());
    browser.session().expect(200);
  }

  @Test
  void form_toAnOperationThatReadsJson_isRejected() {
    browser.get(Browser.API + "/config");
    String token = browser.cookie("csrftoken");
    String field = "csrfmiddlewaretoken=" + token;
    String credentials = "email=" + browser.email() + "&password=" + App.PASSWORD;
    browser.submit(LOGIN, credentials + "&" + field).expectRejection(415, "unsupported_media_type");
    browser.submit(LOGIN, "{\"x\":\"&" + field + "&\"}").expect(415);
    browser.submit(LOGIN + "?" + field, credentials).expectRejection(403, "csrf_failed");
    browser.submit(LOGIN, credentials + "&CSRFmiddlewareToken=" + token).expect(403);
    browser.submit(LOGIN, field + "x&" + field).expect(403);
    browser.submit(LOGIN, "csrfmiddlewaretoken=%zz").expect(403);
    browser.submit(LOGIN, "a=" + "b".repeat(70_000) + "&" + field).expect(403);
    for (String type :
        List.of(
            "multipart/form-data; boundary=x",
            "text/plain",
            "application/x-www-form-urlencoded; charset=x",
            "application/xml")) {
      browser
          .post(LOGIN, type, browser.credentials())
          .expectRejection(415, "unsupported_media_type");
    }
    browser.signUp().expect(200);
  }

  @ParameterizedTest
  @CsvSource({"sessionid=, 5000", "csrftoken=, 5000", "mfa_trusted=, 5000", "a=, 100000"})
  void cookie_huge_doesNoHarm(String start, int length) {
    assertHarmless(raw("GET", SESSION, List.of(start + "x".repeat(length))));
    assertHarmless(raw("POST", LOGIN, List.of(start + "x".repeat(length)), "X-CSRFToken: x"));
  }

  @Test
  void cookies_many_doNoHarm() {
    browser.signUp().expect(200);
    String good = "sessionid=" + browser.cookie("sessionid");
    assertEquals(200, raw("GET", SESSION, List.of("a=b; ".repeat(100) + good)).status());
    assertHarmless(raw("GET", SESSION, List.of("a=b; ".repeat(1_500) + good)));
    assertHarmless(raw("GET", SESSION, List.of("sessionid=x; ".repeat(300) + good)));
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      lines.add("c" + i + "=" + i);
    }
    lines.add(good);
    assertHarmless(raw("GET", SESSION, lines));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sessionid",
        "sessionid=",
        "sessionid==GOOD",
        "sessionid=GOOD\u00ff",
        "sessionid=GOOD\u0001",
        "sessionid=GO OD",
        "sessionid=\"GOOD",
        "sessionid=GOOD\"",
        "sessionid=GOOD%00",
        "sessionid=%47GOOD",
        "sessionid=GOOD,csrftoken=CSRF",
        "SESSIONID=GOOD",
        "sessionid =\u00a0GOOD",
        "$Version=1; sessionid=GOOD; $Path=/; sessionid=x",
        "{\"sessionid\":\"GOOD\"}",
      })
  void cookie_damaged_isNotTheSession(String damaged) {
    assumeFalse(damaged.startsWith("$") && ServerProcess.isWildFly());
    browser.signUp().expect(200);
    String line =
        damaged
            .replace("GOOD", browser.cookie("sessionid"))
            .replace("CSRF", browser.cookie("csrftoken"));
    for (String path : List.of(SESSION, "/api/me")) {
      RawConnection.Raw raw = raw("GET", path, List.of(line));
      assertTrue(raw.status() == 401 || raw.status() == 400, raw::text);
    }
    RawConnection.Raw raw =
        raw(
            "DELETE",
            SESSION,
            List.of(line + "; csrftoken=" + browser.cookie("csrftoken")),
            "X-CSRFToken: " + browser.cookie("csrftoken"));
    assertTrue(raw.status() == 403 || raw.status() == 400, raw::text);
    browser.session().expect(200);
  }

  @AfterAll
  static void theLogShowsNoFailure() {
    assertEquals(List.of(), AnswerCheck.failures(SERVER.log()));
  }

  private static void assertHarmless(RawConnection.Raw raw) {
    assertTrue(raw.status() >= 200 && raw.status() < 500, raw::text);
    assertFalse(raw.head().contains("sessionid=x"), raw::text);
  }

  private static String[] with(String[] headers, String name, String value) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of(name, value));
    return all.toArray(String[]::new);
  }

  private static RawConnection.Raw raw(
      String method, String path, List<String> cookies, String... headers) {
    List<String> lines = new ArrayList<>(List.of(headers));
    cookies.forEach(cookie -> lines.add("Cookie: " + cookie));
    lines.add("Content-Length: 0");
    return RawConnection.send(SERVER.base(), method + " " + path + " HTTP/1.1", lines, "");
  }
}
