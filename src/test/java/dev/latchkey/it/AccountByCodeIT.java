package dev.latchkey.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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

/** The account's life where all is done by codes, with a mail server that is away at times. */
class AccountByCodeIT {

  private static final String NEW_PASSWORD = "another-horse-battery-9";
  private static final MailServer MAIL = new MailServer();

  @RegisterExtension static final RunningServer SERVER = RunningServer.with(settings());

  private final Http http = SERVER.http();
  private final String email = "user-" + UUID.randomUUID() + "@example.org";

  @Test
  void signUp_afterItsCode_isComplete() {
    Answer pending = post("/auth/signup", credentials(App.PASSWORD)).expect(401);
    String first = pending.at("/meta/session_token");
    assertTrue(
        pending.text().contains("{\"id\":\"verify_email\",\"is_pending\":true}"), pending.text());
    assertFalse(pending.has("/meta/access_token"), pending.text());
    String code = MAIL.code(email, 1);
    post("/auth/email/verify", "{\"key\":\"BBBB-BBBB\"}", session(first))
        .expectRejection(400, "incorrect_code");

    Answer complete =
        post("/auth/email/verify", "{\"key\":\" " + code.toLowerCase() + "\"}", session(first))
            .expect(200);

    assertNotEquals(first, complete.at("/meta/session_token"));
    assertTrue(
        complete.has("/meta/access_token") && complete.has("/meta/refresh_token"), complete.text());
    get("/auth/session", session(first)).expect(410);
    Answer list = get("/account/email", session(complete.at("/meta/session_token"))).expect(200);
    assertEquals("true", list.at("/data/0/verified"));
  }

  @Test
  void address_mistyped_isCorrectedAndGetsAnotherCode() {
    String mistyped = "typo-" + email;
    Answer pending =
        post(
            "/auth/signup",
            "{\"email\":\"" + mistyped + "\",\"password\":\"" + App.PASSWORD + "\"}");
    String token = pending.expect(401).at("/meta/session_token");
    post("/account/email", address(email), session(token)).expect(200);
    MAIL.code(email, 1);
    post("/auth/email/verify/resend", "{}", session(token)).expect(200);
    Answer complete =
        post("/auth/email/verify", "{\"key\":\"" + MAIL.code(email, 2) + "\"}", session(token))
            .expect(200);
    assertEquals(email, complete.at("/data/user/email"));
  }

  @Test
  void password_resetByCode_replacesTheOldOne() {
    String before = signUp();
    Answer pending = post("/auth/password/request", address(email)).expect(401);
    String token = pending.at("/meta/session_token");
    String reset =
        "{\"key\":\"" + MAIL.code(email, 2) + "\",\"password\":\"" + NEW_PASSWORD + "\"}";
    post("/auth/password/reset", reset, session(token)).expect(401);
    get("/auth/session", session(before)).expect(410);
    post("/auth/login", credentials(App.PASSWORD)).expectRejection(400, "email_password_mismatch");
    post("/auth/login", credentials(NEW_PASSWORD)).expect(200);
  }

  @Test
  void login_byCode_succeeds() {
    signUp();
    String token = post("/auth/code/request", address(email)).expect(401).at("/meta/session_token");
    Answer complete =
        post("/auth/code/confirm", "{\"code\":\"" + MAIL.code(email, 2) + "\"}", session(token))
            .expect(200);
    assertEquals("code", complete.at("/data/methods/0/method"));
    assertTrue(complete.has("/meta/refresh_token"), complete.text());
    post(
            "/auth/code/confirm",
            "{\"code\":\"BBBB-BBBB\"}",
            session(complete.at("/meta/session_token")))
        .expect(409);
  }

  @Test
  void address_addedByCode_isInTheResponse() {
    String token = signUp();
    String second = "second-" + email;
    Answer added = post("/account/email", address(second), session(token)).expect(200);
    assertEquals(second, added.at("/data/1/email"));
    assertEquals("false", added.at("/data/1/verified"));
    post("/auth/email/verify", "{\"key\":\"" + MAIL.code(second, 1) + "\"}", session(token))
        .expect(200);
    assertEquals("true", get("/account/email", session(token)).at("/data/1/verified"));
    assertTrue(MAIL.mail(email, 2).contains(second), "the owner is notified");
  }

  @Test
  void mails_withoutTheMailServer_wait() throws InterruptedException {
    MAIL.stop();
    try {
      long start = System.nanoTime();
      post("/auth/signup", credentials(App.PASSWORD)).expect(401);
      assertTrue(
          System.nanoTime() - start < 20_000_000_000L, "no request waits for the mail server");
      awaitFailedAttempt();
    } finally {
      MAIL.start();
    }
    MAIL.code(email, 1);
  }

  private static void awaitFailedAttempt() throws InterruptedException {
    for (int i = 0; i < 600 && !SERVER.log().contains("was not sent at attempt 1"); i++) {
      Thread.sleep(50);
    }
    assertTrue(SERVER.log().contains("was not sent at attempt 1"), "the mail was tried in vain");
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(MAIL.settings());
    settings.put("HEADLESS_TOKEN_STRATEGY", "jwt");
    settings.put("ACCOUNT_EMAIL_VERIFICATION", "mandatory");
    settings.put("ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED", "true");
    settings.put("ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND", "true");
    settings.put("ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE", "true");
    settings.put("ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED", "true");
    settings.put("ACCOUNT_LOGIN_BY_CODE_ENABLED", "true");
    settings.put("ACCOUNT_EMAIL_NOTIFICATIONS", "true");
    return settings;
  }

  private String signUp() {
    String token =
        post("/auth/signup", credentials(App.PASSWORD)).expect(401).at("/meta/session_token");
    return post("/auth/email/verify", "{\"key\":\"" + MAIL.code(email, 1) + "\"}", session(token))
        .expect(200)
        .at("/meta/session_token");
  }

  private String credentials(String password) {
    return "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}";
  }

  private static String address(String email) {
    return "{\"email\":\"" + email + "\"}";
  }

  private static String[] session(String token) {
    return new String[] {"X-Session-Token", token};
  }

  private Answer post(String path, String body, String... headers) {
    return http.post(Http.API + path, body, headers);
  }

  private Answer get(String path, String... headers) {
    return http.get(Http.API + path, headers);
  }
}
