package dev.latchkey.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.Together;
import dev.latchkey.it.support.Answer;
import dev.latchkey.it.support.App;
import dev.latchkey.it.support.Http;
import dev.latchkey.it.support.RunningServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The first administrator of a server that nobody has configured. */
class BootstrapIT {

  private static final String BOOTSTRAP = "/_latchkey/admin/v1/bootstrap";
  private static final Pattern TOKEN = Pattern.compile("with this token: ([A-Za-z0-9_-]{43})");

  @RegisterExtension
  static final RunningServer SERVER =
      RunningServer.with(
          Map.of(
              "LATCHKEY_MFA_REQUIRED", "nobody",
              "HEADLESS_JWT_ALGORITHM", "ES256",
              "ACCOUNT_RATE_LIMITS_ENABLED", "true",
              "ALLAUTH_TRUSTED_PROXY_COUNT", "1"));

  private final Http http = SERVER.http();

  private static String body(String token, String email) {
    return "{\"token\":\""
        + token
        + "\",\"email\":\""
        + email
        + "\",\"password\":\""
        + App.PASSWORD
        + "\"}";
  }

  @Test
  void administrator_isCreatedOnceWithTheTokenOfTheLog_andLiftsLimits() {
    Matcher shown = TOKEN.matcher(SERVER.log());
    assertTrue(shown.find(), SERVER::log);
    String token = shown.group(1);
    Answer open = http.get(BOOTSTRAP).expect(200);
    assertEquals("true", open.at("/data/open"));
    assertFalse(open.text().contains(token));
    Answer wrong = http.post(BOOTSTRAP, body("wrong", "first@example.org"));
    wrong.expectRejection(400, "invalid_bootstrap_token");
    http.hold("POST", BOOTSTRAP, wrong);

    AtomicInteger number = new AtomicInteger();
    List<Answer> answers =
        Together.run(
            16,
            () ->
                http.post(
                    BOOTSTRAP, body(token, "root" + number.incrementAndGet() + "@example.org")));

    List<Answer> created = answers.stream().filter(a -> a.status() == 201).toList();
    assertEquals(1, created.size(), answers::toString);
    assertTrue(
        answers.stream().allMatch(a -> List.of(201, 409, 429, 503).contains(a.status())),
        answers::toString);
    http.hold("POST", BOOTSTRAP, created.get(0));
    Answer used = http.post(BOOTSTRAP, body(token, "late@example.org"));
    if (used.status() != 429) {
      used.expectRejection(409, "bootstrap_closed");
      http.hold("POST", BOOTSTRAP, used);
    }
    assertEquals("false", http.get(BOOTSTRAP).expect(200).at("/data/open"));
    String email = created.get(0).at("/data/email");
    String session =
        http.post(
                Http.API + "/auth/login",
                "{\"email\":\"" + email + "\",\"password\":\"" + App.PASSWORD + "\"}")
            .expect(200)
            .at("/meta/session_token");
    http.get("/_latchkey/admin/v1/settings", "X-Session-Token", session).expect(200);
    assertRateLimitsAreLifted(session, email);
  }

  /** Six wrong passwords for the administrator's own address, from as many clients. */
  private void assertRateLimitsAreLifted(String session, String email) {
    String limits = "/_latchkey/admin/v1/rate-limits";
    String wrong = "{\"email\":\"" + email + "\",\"password\":\"wrong\"}";
    for (int i = 0; i < 6; i++) {
      http.post(Http.API + "/auth/login", wrong, "X-Forwarded-For", "198.51.100." + i);
    }
    Answer found = http.get(limits + "?key=" + email, "X-Session-Token", session).expect(200);
    http.hold("GET", limits, found);
    assertEquals("login_failed", found.at("/data/0/action"));
    assertEquals("true", found.at("/data/0/refuses"));
    assertEquals(email, found.at("/data/0/subject"));
    String id = found.at("/data/0/id");
    Answer all = http.get(limits, "X-Session-Token", session).expect(200);
    http.hold("GET", limits, all);
    assertTrue(all.text().contains(id), all::text);
    assertFalse(all.text().contains(email), all::text);

    http.delete(limits + "/" + id, "X-Session-Token", session).expect(200);

    http.delete(limits + "/" + id, "X-Session-Token", session).expectRejection(404, "not_found");
    String right = "{\"email\":\"" + email + "\",\"password\":\"" + App.PASSWORD + "\"}";
    http.post(Http.API + "/auth/login", right, "X-Forwarded-For", "198.51.100.9").expect(200);
  }
}
