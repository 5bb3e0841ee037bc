package dev.latchkey.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.Answer;
import dev.latchkey.it.support.App;
import dev.latchkey.it.support.Http;
import dev.latchkey.it.support.MailServer;
import dev.latchkey.it.support.RunningServer;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The account's life where mails carry links. */
class AccountByLinkIT {

  private static final String NEW_PASSWORD = "another-horse-battery-9";
  private static final String VERIFY = "https://app.example.org/verify/";
  private static final String RESET = "https://app.example.org/reset/";
  private static final MailServer MAIL = new MailServer();

  @RegisterExtension static final RunningServer SERVER = RunningServer.with(settings());

  private final Http http = SERVER.http();
  private final String email = "user-" + UUID.randomUUID() + "@example.org";

  @Test
  void link_fromAnyDevice_verifiesWithoutALogin() {
    String waiting =
        post("/auth/signup", credentials(App.PASSWORD)).expect(401).at("/meta/session_token");
    String key = MAIL.key(email, 1, VERIFY);
    Answer look = get("/auth/email/verify", "X-Email-Verification-Key", key).expect(200);
    assertEquals("false", look.at("/meta/is_authenticating"));
    assertEquals(
        "true",
        get("/auth/email/verify", "X-Email-Verification-Key", key, "X-Session-Token", waiting)
            .expect(200)
            .at("/meta/is_authenticating"));

    post("/auth/email/verify", "{\"key\":\"" + key + "\"}").expect(401);

    get("/auth/session", session(waiting)).expect(401);
    post("/auth/email/verify", "{\"key\":\"" + key + "\"}")
        .expectRejection(400, "invalid_or_expired_key");
    post("/auth/login", credentials(App.PASSWORD)).expect(200);
  }

  @Test
  void link_resetsThePasswordOnceAndVerifiesTheAddress() {
    post("/auth/signup", credentials(App.PASSWORD)).expect(401);
    post("/auth/password/request", "{\"email\":\"" + email + "\"}").expect(200);
    String key = MAIL.key(email, 2, RESET);
    get("/auth/password/reset", "X-Password-Reset-Key", key).expect(200);
    String reset = "{\"key\":\"" + key + "\",\"password\":\"" + NEW_PASSWORD + "\"}";
    post("/auth/password/reset", reset).expect(401);
    post("/auth/password/reset", reset).expectRejection(400, "invalid_password_reset");
    post("/auth/login", credentials(NEW_PASSWORD)).expect(200);
  }

  @Test
  void passwordChange_returnsANewTokenAndANewPair() {
    String token = logIn();
    Answer other = post("/auth/login", credentials(App.PASSWORD)).expect(200);
    String change =
        "{\"current_password\":\"" + App.PASSWORD + "\",\"new_password\":\"" + NEW_PASSWORD + "\"}";

    Answer changed = post("/account/password/change", change, session(token)).expect(200);

    assertTrue(
        changed.has("/meta/access_token") && changed.has("/meta/refresh_token"), changed.text());
    get("/auth/session", session(changed.at("/meta/session_token"))).expect(200);
    get("/auth/session", session(token)).expect(410);
    get("/auth/session", session(other.at("/meta/session_token"))).expect(410);
    post("/tokens/refresh", "{\"refresh_token\":\"" + other.at("/meta/refresh_token") + "\"}")
        .expectRejection(400, "invalid_token");
  }

  @Test
  void addresses_areAddedVerifiedMadePrimaryAndRemoved() {
    String[] session = session(logIn());
    String second = "second-" + email;
    post("/account/email", "{\"email\":\"" + second + "\"}", session).expect(200);
    send("PATCH", "{\"email\":\"" + second + "\",\"primary\":true}", session)
        .expectRejection(400, "unverified_primary_email");
    post("/auth/email/verify", "{\"key\":\"" + MAIL.key(second, 1, VERIFY) + "\"}", session)
        .expect(200);
    send("PUT", "{\"email\":\"" + second + "\"}", session).expect(403);
    Answer list =
        send("PATCH", "{\"email\":\"" + second + "\",\"primary\":true}", session).expect(200);
    assertEquals("true", list.at("/data/1/primary"));
    Answer left = send("DELETE", "{\"email\":\"" + email + "\"}", session).expect(200);
    assertEquals(second, left.at("/data/0/email"));
  }

  @Test
  void sessions_areListedAndEnded() {
    String token = logIn();
    Answer phone =
        post("/auth/login", credentials(App.PASSWORD), "User-Agent", "Phone/2.0").expect(200);
    Answer list = get("/auth/sessions", session(token)).expect(200);
    assertEquals("Phone/2.0", list.at("/data/1/user_agent"));
    assertEquals("true", list.at("/data/0/is_current"));
    String foreign = "{\"sessions\":[" + list.at("/data/1/id") + ",1]}";
    http.send(
            "DELETE",
            Http.API + "/auth/sessions",
            foreign.getBytes(),
            "application/json",
            session(token))
        .expect(400);
    get("/auth/session", session(phone.at("/meta/session_token"))).expect(200);
    String own = "{\"sessions\":[" + list.at("/data/1/id") + "]}";
    http.send(
            "DELETE",
            Http.API + "/auth/sessions",
            own.getBytes(),
            "application/json",
            session(token))
        .expect(200);
    get("/auth/session", session(phone.at("/meta/session_token"))).expect(410);
  }

  @Test
  void endpoints_ofDisabledFeatures_return404() {
    for (String path :
        new String[] {"/auth/code/request", "/auth/code/confirm", "/auth/code/resend"}) {
      post(path, "{}").expectRejection(404, "not_found");
    }
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(MAIL.settings());
    settings.put("HEADLESS_TOKEN_STRATEGY", "jwt");
    settings.put("ACCOUNT_EMAIL_VERIFICATION", "mandatory");
    return settings;
  }

  private String logIn() {
    post("/auth/signup", credentials(App.PASSWORD)).expect(401);
    post("/auth/email/verify", "{\"key\":\"" + MAIL.key(email, 1, VERIFY) + "\"}").expect(401);
    return post("/auth/login", credentials(App.PASSWORD)).expect(200).at("/meta/session_token");
  }

  private String credentials(String password) {
    return "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}";
  }

  private static String[] session(String token) {
    return new String[] {"X-Session-Token", token};
  }

  private Answer send(String method, String body, String... headers) {
    return http.send(
        method, Http.API + "/account/email", body.getBytes(), "application/json", headers);
  }

  private Answer post(String path, String body, String... headers) {
    return http.post(Http.API + path, body, headers);
  }

  private Answer get(String path, String... headers) {
    return http.get(Http.API + path, headers);
  }
}
