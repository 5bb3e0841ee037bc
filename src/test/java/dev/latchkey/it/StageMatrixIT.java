package dev.latchkey.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.Administrator;
import dev.latchkey.it.support.Answer;
import dev.latchkey.it.support.App;
import dev.latchkey.it.support.Http;
import dev.latchkey.it.support.RunningServer;
import dev.latchkey.it.support.StagedServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every endpoint, asked in every stage that a session can be in, answers with the status that
 * belongs there.
 */
class StageMatrixIT {

  @RegisterExtension static final RunningServer SERVER = StagedServer.started();

  /** The columns of the table. */
  private enum Stage {
    ANONYMOUS,
    VERIFY_EMAIL,
    LOGIN_BY_CODE,
    PASSWORD_RESET_BY_CODE,
    AUTHENTICATED,
    REAUTHENTICATION_OWED,
    ENDED,
    MFA_ENROLL
  }

  /**
   * Requests that leave the stage as it is, and what they get in each: wrong codes, empty bodies,
   * looks.
   */
  private static final String TABLE =
      """
      GET    /config                     -                          200 200 200 200 200 200 410 200
      GET    /auth/session               -                          401 401 401 401 200 200 410 401
      POST   /auth/signup                {}                         400 400 400 400 409 409 410 400
      POST   /auth/login                 {}                         400 400 400 400 409 409 410 400
      POST   /auth/reauthenticate        {"password":"wrong"}       401 401 401 401 400 400 410 401
      POST   /auth/code/request          {}                         400 400 400 400 409 409 410 400
      POST   /auth/code/confirm          {"code":"BBBB-BBBB"}       409 409 400 409 409 409 410 409
      POST   /auth/code/resend           {}                         409 409 200 409 409 409 410 409
      GET    /auth/email/verify          key                        409 400 409 409 409 409 410 409
      POST   /auth/email/verify          {"key":"BBBB-BBBB"}        409 400 409 409 409 409 410 409
      POST   /auth/email/verify          {}                         400 400 400 400 400 400 410 400
      POST   /auth/email/verify/resend   {}                         409 200 409 409 409 409 410 409
      POST   /auth/password/request      {}                         400 400 400 400 400 400 410 400
      GET    /auth/password/reset        key                        409 409 409 400 409 409 410 409
      POST   /auth/password/reset        {"key":"B","password":"p"} 409 409 409 400 409 409 410 409
      POST   /auth/token/refresh         {}                         400 400 400 400 400 400 410 400
      POST   /tokens/refresh             {}                         400 400 400 400 400 400 410 400
      POST   /account/password/change    {}                         401 401 401 401 400 400 410 401
      GET    /account/email              -                          401 401 401 401 200 200 410 401
      POST   /account/email              {}                         401 400 401 401 400 401 410 401
      PUT    /account/email              {"email":"x@example.org"}  401 401 401 401 400 400 410 401
      PATCH  /account/email              {}                         401 401 401 401 400 401 410 401
      DELETE /account/email              {}                         401 401 401 401 400 401 410 401
      GET    /auth/sessions              -                          401 401 401 401 200 200 410 401
      DELETE /auth/sessions              {}                         401 401 401 401 400 400 410 401
      POST   /auth/2fa/trust             {}                         401 401 401 401 401 401 410 401
      GET    /account/trusted-devices    -                          401 401 401 401 200 200 410 401
      DELETE /account/trusted-devices    {}                         401 401 401 401 400 400 410 401
      PUT    /auth/login                 {}                         405 405 405 405 405 405 405 405
      DELETE /auth/signup                -                          405 405 405 405 405 405 405 405
      GET    /auth/code/confirm          -                          405 405 405 405 405 405 405 405
      POST   /auth/sessions              {}                         405 405 405 405 405 405 405 405
      PATCH  /auth/email/verify          {}                         405 405 405 405 405 405 405 405
      GET    /account/password/change    -                          405 405 405 405 405 405 405 405
      GET    /auth/nothing               -                          404 404 404 404 404 404 404 404
      GET    /account/authenticators               -   401 401 401 401 200 200 410 401
      GET    /account/authenticators/totp          -   401 401 401 401 404 404 410 404
      POST   /account/authenticators/totp          {}  401 401 401 401 400 401 410 400
      DELETE /account/authenticators/totp          {}  401 401 401 401 200 401 410 401
      POST   /account/authenticators/recovery-codes {} 401 401 401 401 400 401 410 401
      PUT    /account/authenticators/webauthn      {}  401 401 401 401 400 401 410 401
      DELETE /account/authenticators/webauthn      {}  401 401 401 401 400 401 410 401
      POST   /auth/2fa/authenticate                {}  401 401 401 401 401 401 410 401
      POST   /auth/2fa/reauthenticate              {}  401 401 401 401 400 400 410 401
      DELETE /auth/session               -                          401 401 401 401 401 401 410 401
      """;

  private final Http http = SERVER.http();

  @Test
  void endpoints_inEveryStage_respondAsListed() throws InterruptedException {
    String owed = logIn();
    long since = System.nanoTime();
    List<String> differences = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      if (stage == Stage.REAUTHENTICATION_OWED) {
        long passed = (System.nanoTime() - since) / 1_000_000;
        Thread.sleep(Math.max(0, StagedServer.FRESH_FOR_SECONDS * 1000L + 1000 - passed));
      }
      String token = stage == Stage.REAUTHENTICATION_OWED ? owed : token(stage);
      TABLE.lines().forEach(row -> ask(row, stage, token, differences));
    }
    assertEquals(List.of(), differences);
  }

  private void ask(String row, Stage stage, String token, List<String> differences) {
    String[] cells = row.trim().split("\\s+");
    int expected = Integer.parseInt(cells[3 + stage.ordinal()]);
    List<String> headers = new ArrayList<>();
    if (token != null) {
      headers.addAll(List.of("X-Session-Token", token));
    }
    if (cells[2].equals("key")) {
      headers.addAll(
          List.of("X-Email-Verification-Key", "BBBB-BBBB", "X-Password-Reset-Key", "BBBB-BBBB"));
    }
    String[] all = headers.toArray(String[]::new);
    Answer answer =
        cells[2].startsWith("{")
            ? http.send(
                cells[0],
                Http.API + cells[1],
                cells[2].getBytes(StandardCharsets.UTF_8),
                "application/json",
                all)
            : http.send(cells[0], Http.API + cells[1], BodyPublishers.noBody(), all);
    if (answer.status() != expected) {
      differences.add(stage + ": " + row.trim() + " -> " + answer.status() + " " + answer.text());
    }
    assertEnvelope(answer, answer.status() == 404 && cells[1].contains("/authenticators/"));
  }

  /**
   * @param isOfMissingFactor whether it says that there is no such factor, which is no error
   */
  private static void assertEnvelope(Answer answer, boolean isOfMissingFactor) {
    assertEquals("application/json", answer.header("Content-Type"), answer::toString);
    assertTrue(answer.header("Cache-Control").contains("no-store"), answer::toString);
    assertEquals(Integer.toString(answer.status()), answer.at("/status"));
    if (answer.status() == 401 || answer.status() == 410) {
      assertTrue(answer.has("/data/flows") && answer.has("/meta/is_authenticated"), answer::text);
    } else if (answer.status() != 200 && answer.status() != 409 && !isOfMissingFactor) {
      assertTrue(answer.has("/errors/0/code") && answer.has("/errors/0/message"), answer::text);
    }
  }

  private String token(Stage stage) {
    return switch (stage) {
      case ANONYMOUS -> null;
      case VERIFY_EMAIL -> signUp(address());
      case LOGIN_BY_CODE -> begin("/auth/code/request", address());
      case PASSWORD_RESET_BY_CODE -> begin("/auth/password/request", address());
      case MFA_ENROLL -> enrolling();
      case AUTHENTICATED, REAUTHENTICATION_OWED -> logIn();
      case ENDED -> {
        String token = logIn();
        http.delete(Http.API + "/auth/session", "X-Session-Token", token).expect(401);
        yield token;
      }
    };
  }

  /** The session of an account that must add a second factor. */
  private String enrolling() {
    String email = address();
    new Administrator(http).account(email, true, StagedServer.GUARDED);
    String body = "{\"email\":\"" + email + "\",\"password\":\"" + App.PASSWORD + "\"}";
    return http.post(Http.API + "/auth/login", body).expect(401).at("/meta/session_token");
  }

  private String logIn() {
    String email = address();
    String token = signUp(email);
    String body = "{\"key\":\"" + StagedServer.MAIL.code(email, 1) + "\"}";
    return http.post(Http.API + "/auth/email/verify", body, "X-Session-Token", token)
        .expect(200)
        .at("/meta/session_token");
  }

  private String signUp(String email) {
    String body = "{\"email\":\"" + email + "\",\"password\":\"" + App.PASSWORD + "\"}";
    return http.post(Http.API + "/auth/signup", body).expect(401).at("/meta/session_token");
  }

  private String begin(String path, String email) {
    return http.post(Http.API + path, "{\"email\":\"" + email + "\"}")
        .expect(401)
        .at("/meta/session_token");
  }

  private static String address() {
    return "user-" + UUID.randomUUID() + "@example.org";
  }
}
