package dev.latchkey.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.Together;
import dev.latchkey.it.support.Administrator;
import dev.latchkey.it.support.Answer;
import dev.latchkey.it.support.AnswerCheck;
import dev.latchkey.it.support.App;
import dev.latchkey.it.support.Browser;
import dev.latchkey.it.support.Http;
import dev.latchkey.it.support.RunningServer;
import dev.latchkey.it.support.StagedServer;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What administrators see and do, by tokens and in a browser. */
class AdministrationIT {

  private static final String API = "/_latchkey/admin/v1";

  private static final Pattern KEY = Pattern.compile("[\\w-]+\\.[\\w-]{43}\\.[0-9a-z]+");

  @RegisterExtension static final RunningServer SERVER = StagedServer.started();

  private final Http http = SERVER.http();
  private final Administrator admin = new Administrator(http);
  private final Browser browser = new Browser(http);
  private final String email = "user-" + UUID.randomUUID() + "@example.org";

  @AfterAll
  static void theLogShowsNoFailure() {
    assertEquals(List.of(), AnswerCheck.failures(SERVER.log()));
  }

  /** An administrator in a browser, who has just logged in. */
  private Browser loggedIn() {
    admin.account(browser.email(), true, "latchkey-admin");
    browser.logIn().expect(200);
    return browser;
  }

  private Answer get(String path) {
    Answer answer = loggedIn().get(API + path);
    http.hold("GET", API + path, answer);
    return answer.expect(200);
  }

  private Answer post(String path, String json) {
    Answer answer = browser.send("POST", API + path, json);
    http.hold("POST", API + path, answer);
    return answer;
  }

  private static String field(String name, String value) {
    return "{\"" + name + "\":\"" + value + "\"}";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /accounts/50/sessions",
        "DELETE /accounts/50/sessions/101",
        "POST /accounts/50/emails/verify",
        "POST /accounts/50/send-reset",
        "POST /accounts/invite",
        "DELETE /accounts/50/authenticators/50",
        "GET /audit/types",
        "GET /audit/export",
        "GET /keys",
        "GET /settings",
        "GET /status",
        "GET /charts",
        "GET /mail",
        "POST /mail/60/retry",
        "DELETE /mail/60",
        "POST /mail/test",
        "GET /rate-limits",
        "DELETE /rate-limits/none",
        "POST /tokens/inspect",
      })
  void endpoint_isForAdministratorsOnly(String endpoint) {
    String method = endpoint.substring(0, endpoint.indexOf(' '));
    String path = API + endpoint.substring(endpoint.indexOf(' ') + 1);
    send(method, path).expectRejection(401, "unauthorized");
    send(method, path, "X-Session-Token", "unknown").expectRejection(401, "unauthorized");
    admin.account(email, true);
    String session =
        http.post(
                Http.API + "/auth/login",
                "{\"email\":\"" + email + "\",\"password\":\"" + App.PASSWORD + "\"}")
            .expect(200)
            .at("/meta/session_token");
    send(method, path, "X-Session-Token", session).expectRejection(403, "forbidden");
    Browser user = browser;
    admin.account(user.email(), true);
    user.logIn().expect(200);
    user.send(method, path, null).expectRejection(403, "forbidden");
    if (!method.equals("GET")) {
      user.send(method, path, null, "X-CSRFToken", "x".repeat(65))
          .expectRejection(403, "csrf_failed");
    }
  }

  private Answer send(String method, String path, String... headers) {
    return http.send(method, path, new byte[0], null, headers);
  }

  @Test
  void administrator_authenticatedLongAgo_mustReauthenticate() throws InterruptedException {
    loggedIn();
    Thread.sleep(StagedServer.FRESH_FOR_SECONDS * 1000L + 500);

    Answer stale = browser.get(API + "/settings").expect(401);
    assertTrue(stale.has("/data/flows/0/id"), stale::text);
    browser
        .send("POST", Browser.API + "/auth/reauthenticate", field("password", App.PASSWORD))
        .expect(200);
    browser.get(API + "/settings").expect(200);
  }

  @Test
  void user_invited_setsAPasswordByTheLink() {
    loggedIn();
    Answer made = post("/accounts/invite", field("email", email)).expect(201);
    assertEquals("false", made.at("/data/has_usable_password"));
    setPassword(1);
    String account = API + "/accounts/" + made.at("/data/id");
    Answer read = browser.get(account).expect(200);
    assertEquals("true", read.at("/data/has_usable_password"));
    assertEquals("true", read.at("/data/emails/0/verified"));

    post("/accounts/" + made.at("/data/id") + "/send-reset", null).expect(200);
    setPassword(2);
    http.post(
            Http.API + "/auth/login",
            "{\"email\":\"" + email + "\",\"password\":\"" + App.PASSWORD + "\"}")
        .expect(200);
    assertTrue(browser.get(account).expect(200).has("/data/last_login"));
  }

  @Test
  void account_createdManyTimesAtOnce_isOne_andTheLogShowsNoAddress() {
    loggedIn();
    for (String way : List.of("/accounts", "/accounts/invite")) {
      String address = "twice-" + UUID.randomUUID() + "@example.org";
      List<Answer> answers =
          Together.run(8, () -> browser.send("POST", API + way, field("email", address)));
      assertEquals(1, answers.stream().filter(a -> a.status() == 201).count(), answers::toString);
      answers.stream()
          .filter(a -> a.status() != 201)
          .forEach(a -> a.expectRejection(400, "email_taken"));
      assertFalse(SERVER.log().contains(address));
    }
    assertFalse(SERVER.log().contains("org.eclipse.persistence"));
    assertTrue(SERVER.log().matches("(?s).*event=admin_created_account .* by=\\d+ in=\\d+.*"));
  }

  @Test
  void integers_ofAllListings_areAsciiDigitsWithinTheirBounds() {
    loggedIn();
    JsonObject paths = http.get("/_allauth/openapi.json").expect(200).json().getJsonObject("paths");
    int tried = 0;
    for (String path : paths.keySet()) {
      JsonObject get = paths.getJsonObject(path).getJsonObject("get");
      if (get == null || !get.containsKey("parameters")) {
        continue;
      }
      for (JsonObject parameter : get.getJsonArray("parameters").getValuesAs(JsonObject.class)) {
        JsonObject schema = parameter.getJsonObject("schema");
        if (!parameter.getString("in", "").equals("query")
            || schema == null
            || !schema.getString("type", "").equals("integer")) {
          continue;
        }
        String name = parameter.getString("name");
        for (String odd : List.of("%2B5", "+5", "%D9%A3", "-1", "5.0", "99999999999999999999")) {
          Answer answer = browser.get(path + "?" + name + "=" + odd);
          answer.expectRejection(400, "invalid_integer");
          assertEquals(name, answer.at("/errors/0/param"), path);
          assertTrue(answer.at("/errors/0/message").matches(".*\\d.*\\d.*"), answer::text);
          http.hold("GET", path, answer);
          tried++;
        }
      }
    }
    assertTrue(tried >= 10 * 6, "only " + tried);
  }

  private void setPassword(int mail) {
    Matcher key = KEY.matcher(StagedServer.MAIL.mail(email, mail));
    assertTrue(key.find());
    Answer set =
        http.post(
            Http.API + "/auth/password/reset",
            "{\"key\":\"" + key.group() + "\",\"password\":\"" + App.PASSWORD + "\"}");
    assertTrue(set.status() == 200 || set.status() == 401, set::toString);
  }

  @Test
  void address_ofAUser_isVerified() {
    loggedIn();
    String id = post("/accounts/invite", field("email", email)).expect(201).at("/data/id");
    Answer verified = post("/accounts/" + id + "/emails/verify", field("email", email)).expect(200);
    assertEquals("true", verified.at("/data/emails/0/verified"));
    post("/accounts/" + id + "/emails/verify", field("email", StagedServer.ADMIN)).expect(409);
    post("/accounts/" + id + "/emails/verify", "{}").expectRejection(400, "required");
  }

  @Test
  void sessions_ofAUser_areListedAndEnded() {
    String id = admin.account(email, true);
    Browser user = loggedIn();
    String credentials = "{\"email\":\"" + email + "\",\"password\":\"" + App.PASSWORD + "\"}";
    String token =
        http.post(Http.API + "/auth/login", credentials, "User-Agent", "<b>Shop</b>")
            .expect(200)
            .at("/meta/session_token");
    String path = API + "/accounts/" + id + "/sessions";
    Answer listed = user.get(path).expect(200);
    http.hold("GET", path, listed);
    assertEquals("<b>Shop</b>", listed.at("/data/0/user_agent"));
    assertEquals("false", listed.at("/data/0/is_current"));

    user.send("DELETE", path + "/" + listed.at("/data/0/id"), null).expect(200);

    http.get(Http.API + "/auth/session", "X-Session-Token", token).expect(410);
    user.send("DELETE", path + "/" + listed.at("/data/0/id"), null)
        .expectRejection(404, "not_found");
  }

  @Test
  void keys_areListed() {
    Answer keys = get("/keys");
    assertEquals("active", keys.at("/data/0/state"));
    assertEquals("database", keys.at("/data/0/source"));
    assertEquals("next", keys.at("/data/1/state"));
    assertEquals("true", keys.at("/meta/rotatable"));
    assertFalse(keys.text().contains("private"), keys::text);
  }

  @Test
  void settings_showTheirSources_andNoSecrets() {
    Answer settings = get("/settings");
    assertFalse(settings.text().contains(StagedServer.CLIENT_SECRET), settings::text);
    assertTrue(settings.text().contains("\"source\":\"default\""), settings::text);
    assertTrue(
        settings.text().contains("\"source\":\"environment\"")
            || settings.text().contains("\"source\":\"system_property\"")
            || settings.text().contains("\"source\":\"server\""),
        settings::text);
  }

  @Test
  void status_showsThisNode() {
    Answer status = get("/status");
    assertEquals("UP", status.at("/data/status"));
    assertTrue(status.has("/data/database/product"));
    assertEquals("true", status.at("/data/nodes/0/is_this"));
    assertEquals("true", status.at("/data/nodes/0/is_alive"));
  }

  @Test
  void charts_showLogins() throws InterruptedException {
    loggedIn();
    String path = API + "/charts?bucket=86400";
    long deadline = System.nanoTime() + 60_000_000_000L;
    Answer charts = browser.get(path).expect(200);
    while (charts.at("/data/series/logins/0").equals("0")) {
      assertTrue(System.nanoTime() < deadline, charts::text);
      Thread.sleep(500);
      charts = browser.get(path);
      if (charts.status() == 401) { // a recent login is required
        loggedIn();
        charts = browser.get(path).expect(200);
      }
    }
    http.hold("GET", path, charts);
    browser.get(API + "/charts?bucket=7").expectRejection(400, "invalid_integer");
  }

  @Test
  void audit_isFilteredAndExported() {
    String login = "{\"email\":\"" + email + "\",\"password\":\"wrong\"}";
    String agent = "=cmd|' /C calc'!A0";
    admin.account(email, true);
    http.post(Http.API + "/auth/login", login, "User-Agent", agent).expect(400);
    Answer events = get("/audit?outcome=failure&type=login_failed&limit=200");
    assertEquals("failure", events.at("/data/0/outcome"));

    Answer csv = browser.get(API + "/audit/export?type=login_failed").expect(200);
    assertTrue(csv.header("Content-Type").startsWith("text/csv"), csv::toString);
    assertTrue(csv.header("Content-Disposition").contains("audit.csv"), csv::toString);
    assertTrue(csv.text().contains(",\"'=cmd|' /C calc'!A0\","), csv::text);
    Answer lines = browser.get(API + "/audit/export?format=ndjson&type=login_failed").expect(200);
    assertTrue(lines.text().lines().allMatch(line -> line.startsWith("{\"id\":")), lines::text);
    browser.get(API + "/audit/export?format=xml").expectRejection(400, "invalid");
    Answer types = browser.get(API + "/audit/types").expect(200);
    http.hold("GET", API + "/audit/types", types);
    assertTrue(types.text().contains("\"login_failed\""), types::text);
  }

  @Test
  void mail_isTestedAndListed() {
    loggedIn();
    assertEquals(browser.email(), post("/mail/test", null).expect(200).at("/data/email"));
    assertTrue(StagedServer.MAIL.mail(browser.email(), 1).contains("to test the delivery of mail"));
    Answer listed = browser.get(API + "/mail?state=failing").expect(200);
    http.hold("GET", API + "/mail", listed);
    assertEquals("true", listed.at("/meta/transport/delivers"));
    post("/mail/987654321/retry", null).expectRejection(404, "not_found");
    browser.get(API + "/mail?state=sent").expectRejection(400, "invalid");
  }

  @Test
  void token_isExplained() {
    admin.account(email, true);
    loggedIn();
    String right = "{\"email\":\"" + email + "\",\"password\":\"" + App.PASSWORD + "\"}";
    Answer login = http.post(Http.API + "/auth/login", right).expect(200);
    for (String kind : List.of("access", "refresh", "session")) {
      String token = login.at("/meta/" + kind + "_token");
      Answer found = post("/tokens/inspect", field("token", token)).expect(200);
      assertEquals(kind, found.at("/data/kind"));
      assertEquals("true", found.at("/data/valid"), found::text);
      assertEquals(email, found.at("/data/account/email"));
      assertFalse(found.text().contains(token), found::text);
    }
    http.send(
        "DELETE",
        Http.API + "/auth/session",
        new byte[0],
        null,
        "X-Session-Token",
        login.at("/meta/session_token"));
    Answer ended =
        post("/tokens/inspect", field("token", login.at("/meta/access_token"))).expect(200);
    assertEquals("session_ended", ended.at("/data/reason"));
    Answer bad = post("/tokens/inspect", field("token", "nonsense")).expect(200);
    assertEquals("unknown", bad.at("/data/reason"));
  }

  @Test
  void bootstrap_whereAdministratorsAreNamed_isClosed() {
    Answer state = http.get(API + "/bootstrap").expect(200);
    http.hold("GET", API + "/bootstrap", state);
    assertEquals("false", state.at("/data/open"));
    String body =
        "{\"token\":\"x\",\"email\":\"" + email + "\",\"password\":\"" + App.PASSWORD + "\"}";
    http.post(API + "/bootstrap", body).expect(409);
  }
}
