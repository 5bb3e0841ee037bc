package dev.latchkey.it.support;

import dev.latchkey.Altered;
import jakarta.json.Json;
import java.util.Map;
import java.util.UUID;

/** Goes through everything in which there is a secret, and fails at each of it first. */
public final class EveryFlow {

  public static final String CLIENT = "shop";

  /** A request id that is to be found in the server's log. */
  public static final String SEEN_IN_LOG = "planted-in-the-log";

  /** A query that is to be found in the access log. */
  public static final String SEEN_IN_ACCESS_LOG = "planted-in-the-access-log";

  private static final String FACTOR = "/auth/2fa/authenticate";
  private static final String TRUST = "/auth/2fa/trust";
  private static final String YES = "{\"trust\": true}";
  private static final String VERIFY = "https://app.example.org/verify/";
  private static final String RESET = "https://app.example.org/reset/";

  private final Witness client;
  private final MailServer mails;
  private final String email;
  private final String clientSecret;
  private String password = newPassword();
  private int mailsRead;
  private Answer login;

  public EveryFlow(Witness client, MailServer mails, String email, String clientSecret) {
    this.client = client;
    this.mails = mails;
    this.email = email;
    this.clientSecret = clientSecret;
  }

  public void signUpByCode() {
    String pending =
        post("/auth/signup", credentials(password)).expect(401).at("/meta/session_token");
    post("/auth/email/verify", Map.of("key", "WRNG-CODE"), session(pending)).expect(400);
    login = post("/auth/email/verify", Map.of("key", code()), session(pending)).expect(200);
  }

  public void signUpByLink() {
    post("/auth/signup", credentials(password)).expect(401);
    String key = key(VERIFY);
    client
        .get(Http.API + "/auth/email/verify", "X-Email-Verification-Key", key + "wrong")
        .expect(400);
    client.get(Http.API + "/auth/email/verify", "X-Email-Verification-Key", key).expect(200);
    post("/auth/email/verify", Map.of("key", key)).expect(401);
  }

  public void logIn() {
    post("/auth/login", credentials(newPassword()), "X-Request-ID", SEEN_IN_LOG).expect(400);
    login = post("/auth/login", credentials(password)).expect(200);
    client.get(Http.API + "/config?" + SEEN_IN_ACCESS_LOG).expect(200);
    client.get("/api/me", "Authorization", "Bearer " + login.at("/meta/access_token")).expect(200);
    client.get("/api/me", "Authorization", "Bearer " + login.at("/meta/refresh_token")).expect(401);
    client.get(Http.API + "/nowhere", session()).expect(404);
    client
        .get(Http.API + "/auth/session", session("never-handed-out-" + UUID.randomUUID()))
        .expect(410);
  }

  public void refresh() {
    String first = login.at("/meta/refresh_token");
    String second =
        post("/tokens/refresh", Map.of("refresh_token", first))
            .expect(200)
            .at("/data/refresh_token");
    post("/auth/token/refresh", Map.of("refresh", second)).expect(200);
    post("/tokens/refresh", Map.of("refresh_token", first)).expect(400);
  }

  public void changePassword() {
    logIn();
    post("/auth/reauthenticate", Map.of("password", newPassword()), session()).expect(400);
    post("/auth/reauthenticate", Map.of("password", password), session()).expect(200);
    String next = newPassword();
    post(
            "/account/password/change",
            Map.of("current_password", next, "new_password", next),
            session())
        .expect(400);
    login =
        post(
            "/account/password/change",
            Map.of("current_password", password, "new_password", next),
            session());
    login.expect(200);
    password = next;
  }

  public void logInByCode() {
    String pending =
        post("/auth/code/request", Map.of("email", email)).expect(401).at("/meta/session_token");
    post("/auth/code/confirm", Map.of("code", "WRNG-CODE"), session(pending)).expect(400);
    login = post("/auth/code/confirm", Map.of("code", code()), session(pending)).expect(200);
  }

  public void resetPasswordByLink() {
    post("/auth/password/request", Map.of("email", email)).expect(200);
    String key = key(RESET);
    client
        .get(Http.API + "/auth/password/reset", "X-Password-Reset-Key", key + "wrong")
        .expect(400);
    client.get(Http.API + "/auth/password/reset", "X-Password-Reset-Key", key).expect(200);
    post("/auth/password/reset", Map.of("key", key, "password", "12345678")).expect(400);
    password = newPassword();
    post("/auth/password/reset", Map.of("key", key, "password", password)).expect(401);
  }

  public void resetPasswordByCode() {
    String pending =
        post("/auth/password/request", Map.of("email", email))
            .expect(401)
            .at("/meta/session_token");
    post(
            "/auth/password/reset",
            Map.of("key", "WRNG-CODE", "password", newPassword()),
            session(pending))
        .expect(400);
    password = newPassword();
    post("/auth/password/reset", Map.of("key", code(), "password", password), session(pending))
        .expect(401);
  }

  /**
   * @param rotates 200, or 409 where a configured key signs
   */
  public void rotateKeys(int rotates) {
    logIn();
    Answer rotated = client.post("/_latchkey/admin/v1/keys/rotate", Map.of(), session());
    rotated.expect(rotates);
    client
        .post("/_latchkey/admin/v1/keys/none/revoke", Map.of(), session())
        .expect(rotates == 200 ? 404 : 409);
    post("/tokens/refresh", Map.of("refresh_token", login.at("/meta/refresh_token"))).expect(200);
  }

  public void introspectAndRevoke() {
    logIn();
    for (String token : new String[] {"access_token", "refresh_token", "session_token"}) {
      client
          .ask("/_allauth/introspect", login.at("/meta/" + token), CLIENT, clientSecret + "wrong")
          .expect(401);
      client
          .ask("/_allauth/introspect", login.at("/meta/" + token), CLIENT, clientSecret)
          .expect(200);
    }
    client
        .ask("/_allauth/revoke", login.at("/meta/refresh_token"), CLIENT, clientSecret)
        .expect(200);
  }

  /**
   * Sessions that wait for a code, one that lives, one that was left, and a mail that cannot be
   * sent.
   */
  public void leaveThingsBehind() {
    logIn();
    client.delete(Http.API + "/auth/session", session()).expect(401);
    logIn();
    post("/auth/code/request", Map.of("email", email)).expect(401);
    client.remember("code", code());
    mails.stop();
    post("/auth/code/request", Map.of("email", email)).expect(401);
  }

  /**
   * Adds second factors, logs in with them in an app and in a browser, and has both trusted. The
   * six digits of TOTP codes are nothing to look for: they are everywhere.
   */
  public void useSecondFactors() {
    logIn();
    Authenticator app =
        Authenticator.addedBy(
            (method, path, json) ->
                json == null
                    ? client.get(Http.API + path, session())
                    : client.send(Http.API + path, json, session()));
    client.remember("TOTP secret", app.secretBytes());
    app.recoveryCodes().forEach(code -> client.remember("recovery code", code));
    String pending =
        post("/auth/login", credentials(password)).expect(401).at("/meta/session_token");
    for (String wrong : new String[] {"000000", app.recoveryCode() + "1"}) {
      client.send(Http.API + FACTOR, code(wrong), session(pending)).expect(400);
    }
    login = client.send(Http.API + FACTOR, code(app.recoveryCode()), session(pending)).expect(200);
    String token =
        client.send(Http.API + TRUST, YES, session()).expect(200).at("/meta/device_token");
    post("/auth/login", credentials(password), "X-Device-Token", token).expect(200);
    post("/auth/login", credentials(newPassword()), "X-Device-Token", token).expect(400);
    post("/auth/login", credentials(password), "X-Device-Token", Altered.atStart(token))
        .expect(401);
    inBrowser(app);
  }

  private void inBrowser(Authenticator app) {
    Browser browser = client.browser();
    browser.get(Browser.API + "/config").expect(200);
    remember(browser);
    logIn(browser, 401);
    browser.send("POST", Browser.API + FACTOR, code("00000000")).expect(400);
    browser.send("POST", Browser.API + FACTOR, code(app.recoveryCode())).expect(401);
    browser.send("POST", Browser.API + TRUST, YES).expect(200);
    remember(browser);
    browser.get(Browser.API + "/account/trusted-devices").expect(200);
    browser.logOut().expect(401);
    logIn(browser, 200);
    String cookie = browser.cookie("mfa_trusted");
    browser.logOut().expect(401);
    logIn(browser.plant("mfa_trusted", Altered.atStart(cookie)), 401);
    logIn(browser.plant("mfa_trusted", cookie), 200);
  }

  private void logIn(Browser browser, int expected) {
    String body =
        Json.createObjectBuilder().add("email", email).add("password", password).build().toString();
    browser.send("POST", Browser.API + "/auth/login", body).expect(expected);
    remember(browser);
  }

  private void remember(Browser browser) {
    browser
        .cookies()
        .forEach(
            (name, value) -> {
              client.remember("cookie " + name, value);
              int signature = value.lastIndexOf('.');
              if (signature >= 0) {
                client.remember("token in cookie " + name, value.substring(0, signature));
                client.remember("signature of cookie " + name, value.substring(signature + 1));
              }
            });
  }

  private static String code(String text) {
    return "{\"code\":\"" + text + "\"}";
  }

  private String code() {
    return mails.code(email, ++mailsRead);
  }

  private String key(String page) {
    return mails.key(email, ++mailsRead, page);
  }

  private Answer post(String path, Map<String, String> fields, String... headers) {
    return client.post(Http.API + path, fields, headers);
  }

  private Map<String, String> credentials(String tried) {
    return Map.of("email", email, "password", tried);
  }

  private String[] session() {
    return session(login.at("/meta/session_token"));
  }

  private static String[] session(String token) {
    return new String[] {"X-Session-Token", token};
  }

  private static String newPassword() {
    return "a pass phrase, " + UUID.randomUUID();
  }
}
