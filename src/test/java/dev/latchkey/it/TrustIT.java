package dev.latchkey.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.Answer;
import dev.latchkey.it.support.AnswerCheck;
import dev.latchkey.it.support.App;
import dev.latchkey.it.support.Authenticator;
import dev.latchkey.it.support.Browser;
import dev.latchkey.it.support.Http;
import dev.latchkey.it.support.RunningServer;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Browsers and apps that are trusted after a second factor. */
class TrustIT {

  private static final String COOKIE = "mfa_trusted";
  private static final String YES = "{\"trust\": true}";

  @RegisterExtension
  static final RunningServer SERVER =
      RunningServer.with(
          Map.of(
              "MFA_TRUST_ENABLED",
              "true",
              "MFA_ALLOW_UNVERIFIED_EMAIL",
              "true",
              "ACCOUNT_EMAIL_VERIFICATION",
              "none",
              "HEADLESS_SERVE_SPECIFICATION",
              "true",
              "ACCOUNT_RATE_LIMITS_ENABLED",
              "false"));

  private final Http http = SERVER.http();
  private final Browser browser = new Browser(http);

  private Authenticator factorOf(Browser owner) {
    owner.signUp().expect(200);
    return Authenticator.addedBy(
        (method, path, json) -> owner.send(method, Browser.API + path, json));
  }

  private static Answer enter(Browser client, Authenticator app) {
    return client.send(
        "POST",
        Browser.API + "/auth/2fa/authenticate",
        "{\"code\":\"" + app.recoveryCode() + "\"}");
  }

  private static Answer trust(Browser client, String json) {
    return client.send("POST", Browser.API + "/auth/2fa/trust", json);
  }

  private static List<String> pending(Answer answer) {
    return answer
        .json()
        .getJsonObject("data")
        .getJsonArray("flows")
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(flow -> flow.getBoolean("is_pending", false))
        .map(flow -> flow.getString("id"))
        .toList();
  }

  private Browser trusted(Authenticator app) {
    Browser client = browser.another();
    client.logIn().expect(401);
    assertEquals(List.of("mfa_trust"), pending(enter(client, app).expect(401)));
    trust(client, YES).expect(200);
    return client;
  }

  @Test
  void browser_trusted_logsInWithoutTheFactor() {
    Authenticator app = factorOf(browser);
    Browser client = trusted(app);
    String cookie = client.cookie(COOKIE);
    assertTrue(cookie.matches("[a-z0-9]{32}\\.[A-Za-z0-9_-]{43}"), cookie);
    client.logOut().expect(401);

    Answer login = client.logIn().expect(200);

    assertEquals("password", login.at("/data/methods/0/method"));
    assertFalse(login.has("/data/methods/1"));
    assertEquals(cookie, client.cookie(COOKIE));
    assertEquals(List.of("mfa_authenticate"), pending(browser.another().logIn().expect(401)));
  }

  @Test
  void cookie_hasTheAttributesOfTheSessionCookie() {
    Authenticator app = factorOf(browser);
    Browser client = browser.another();
    client.logIn();
    enter(client, app);

    String line =
        trust(client, YES).headers().allValues("Set-Cookie").stream()
            .filter(text -> text.startsWith(COOKIE + "="))
            .findFirst()
            .orElseThrow();

    assertEquals(
        "; Max-Age=1209600; Path=/; HttpOnly; SameSite=Lax", line.substring(line.indexOf(';')));
  }

  @Test
  void browser_thatIsNotTrusted_getsNoCookie() {
    Authenticator app = factorOf(browser);
    Browser client = browser.another();
    client.logIn();
    enter(client, app).expect(401);
    trust(client, "{\"trust\": \"maybe\"}").expectRejection(400, "invalid");
    trust(client, "{}").expect(200);
    assertNull(client.cookie(COOKIE));
    client.logOut();
    client.logIn().expect(401);
  }

  @Test
  void trust_whenNothingWaitsForIt_isUnauthorized() {
    Authenticator app = factorOf(browser);
    Browser client = browser.another();
    client.get(Browser.API + "/config");
    assertEquals(List.of(), pending(trust(client, YES).expect(401)));
    client.logIn();
    assertEquals(List.of("mfa_authenticate"), pending(trust(client, YES).expect(401)));
    enter(client, app);
    trust(client, YES).expect(200);
    trust(client, YES).expect(401);
    assertEquals(1, devices(client).size());
  }

  @Test
  void cookie_inAnotherBrowser_isForItsAccountOnly() {
    Authenticator app = factorOf(browser);
    String cookie = trusted(app).cookie(COOKIE);
    Browser other = new Browser(http);
    factorOf(other);

    other.another().plant(COOKIE, cookie).logIn().expect(401);
    browser.another().plant(COOKIE, cookie).logIn().expect(200);
  }

  @Test
  void cookie_damaged_isIgnored() {
    Authenticator app = factorOf(browser);
    String good = trusted(app).cookie(COOKIE);
    String token = good.substring(0, 32);
    String signature = good.substring(33);
    List<String> values =
        new ArrayList<>(
            List.of(
                "",
                ".",
                "..",
                "\"",
                token,
                signature,
                token + ".",
                "." + signature,
                token + "." + token + "." + signature,
                good + "." + signature,
                good + good,
                good.toUpperCase(),
                "a.".repeat(2000),
                (token + ".").repeat(11) + signature,
                "%00",
                "\u00e9"));
    Random random = new Random(7);
    for (int i = 0; i < 40; i++) {
      StringBuilder damaged = new StringBuilder(good);
      int at = random.nextInt(good.length() - 1); // the last character has spare bits
      char other = (char) (48 + random.nextInt(70));
      damaged.setCharAt(at, other == good.charAt(at) ? '~' : other);
      values.add(damaged.toString().replace(';', ':'));
    }
    for (String value : values) {
      Answer login = browser.another().plant(COOKIE, value).logIn();
      assertEquals(401, login.status(), value);
    }
    browser.another().plant(COOKIE, good).logIn().expect(200);
    assertEquals(List.of(), AnswerCheck.failures(SERVER.log()));
  }

  @Test
  void passwordChange_endsTrust() {
    Authenticator app = factorOf(browser);
    Browser client = trusted(app);
    String changed = "{\"current_password\":\"%s\",\"new_password\":\"another-horse-battery-8\"}";
    browser
        .send("POST", Browser.API + "/account/password/change", changed.formatted(App.PASSWORD))
        .expect(200);
    client.logOut();

    Answer login =
        client.send(
            "POST",
            Browser.API + "/auth/login",
            "{\"email\":\"%s\",\"password\":\"another-horse-battery-8\"}"
                .formatted(browser.email()));

    assertEquals(List.of("mfa_authenticate"), pending(login.expect(401)));
    assertEquals(List.of(), devices(browser));
  }

  @Test
  void devices_areListedAndRemoved() {
    Authenticator app = factorOf(browser);
    Browser client = trusted(app);
    Browser second = trusted(app);
    List<JsonObject> listed = devices(client);
    assertEquals(2, listed.size());
    assertEquals(
        List.of(true, false), listed.stream().map(d -> d.getBoolean("is_current")).toList());
    assertEquals("browser", listed.get(0).getString("client"));

    String ids = "{\"trusted_devices\": [%s]}";
    for (String wrong : List.of("{}", ids.formatted("987654321"), ids.formatted("\"x\""))) {
      client.send("DELETE", Browser.API + "/account/trusted-devices", wrong).expect(400);
    }
    client
        .send(
            "DELETE",
            Browser.API + "/account/trusted-devices",
            ids.formatted(listed.get(1).get("id")))
        .expect(200);

    assertEquals(1, devices(client).size());
    second.logOut();
    second.logIn().expect(401);
    client.logOut();
    client.logIn().expect(200);
  }

  @Test
  void app_asksForItself_andIsTrustedByItsToken() {
    Authenticator app = factorOf(browser);
    String session = appLogin(app);
    assertTrue(logIn().expect(401).has("/meta/session_token"));

    String token = trustApp(session).expect(200).at("/meta/device_token");

    assertTrue(token.matches("[a-z0-9]{32}"), token);
    Answer login = logIn("X-Device-Token", token).expect(200);
    Answer listed =
        http.get(
            Http.API + "/account/trusted-devices",
            "X-Session-Token",
            login.at("/meta/session_token"),
            "X-Device-Token",
            token);
    assertEquals("app", listed.expect(200).at("/data/0/client"));
    assertEquals("true", listed.at("/data/0/is_current"));
    http.hold("GET", Http.API + "/account/trusted-devices", listed);
    assertEquals(
        "mfa_reauthenticate",
        trustApp(login.at("/meta/session_token")).expect(401).at("/data/flows/1/id"),
        "a login without a second factor is no reason for trust");
    browser.another().plant(COOKIE, token).logIn().expect(401);
    for (String wrong : List.of("x", token + "x", token.toUpperCase(), token + "," + token, "")) {
      logIn("X-Device-Token", wrong).expect(401);
    }
    logIn("X-Device-Token", token, "X-Device-Token", token).expect(401);
  }

  private List<JsonObject> devices(Browser client) {
    return client
        .get(Browser.API + "/account/trusted-devices")
        .expect(200)
        .json()
        .getJsonArray("data")
        .getValuesAs(JsonObject.class);
  }

  private Answer logIn(String... headers) {
    return http.post(Http.API + "/auth/login", browser.credentials(), headers);
  }

  private String appLogin(Authenticator app) {
    return http.post(
            Http.API + "/auth/2fa/authenticate",
            "{\"code\":\"" + app.recoveryCode() + "\"}",
            "X-Session-Token",
            logIn().expect(401).at("/meta/session_token"))
        .expect(200)
        .at("/meta/session_token");
  }

  private Answer trustApp(String session) {
    Answer answer = http.post(Http.API + "/auth/2fa/trust", YES, "X-Session-Token", session);
    http.hold("POST", Http.API + "/auth/2fa/trust", answer);
    return answer;
  }
}
