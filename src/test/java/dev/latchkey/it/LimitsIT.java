package dev.latchkey.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.Answer;
import dev.latchkey.it.support.Http;
import dev.latchkey.it.support.ServerProcess;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What limits make of addresses as proxies write them, seen from outside. */
class LimitsIT {

  private static final String FORWARDED = "X-Forwarded-For";
  private static final String SECRET = "a-secret-of-the-shop-and-of-nobody-else";
  private static final AtomicInteger NAMES = new AtomicInteger();

  private static ServerProcess server;
  private static Http http;

  @BeforeAll
  static void start() {
    server =
        ServerProcess.start(
            Map.of(
                "ALLAUTH_TRUSTED_PROXY_COUNT", "1",
                "ACCOUNT_RATE_LIMITS_LOGIN", "false",
                "ACCOUNT_RATE_LIMITS_LOGIN_FAILED", "3/h/ip",
                "ACCOUNT_RATE_LIMITS_CLIENT_AUTHENTICATION_FAILED", "3/h/ip",
                "LATCHKEY_CLIENTS_SHOP_SECRET", SECRET));
    http = Http.ofOverlay(server.base());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.1 192.0.2.1:40000 ::ffff:192.0.2.1 [::ffff:c000:201]:443",
        "198.51.100.9:1 198.51.100.9:2 198.51.100.9:3 198.51.100.9:4",
        "2001:db8:1:2::1 2001:db8:1:2::2 2001:DB8:1:2:ffff:0:0:3 [2001:db8:1:2::4]:40000",
        "unknown 192.0.2.077 evil.example 0x7f.0.0.2"
      })
  void oneClient_underFourSpellings_hasOneLimit(String spellings) {
    String[] spelled = spellings.split(" ");
    for (int i = 0; i < 3; i++) {
      assertEquals("email_password_mismatch", logInWrong(spelled[i]), spelled[i]);
    }

    assertEquals("too_many_login_attempts", logInWrong(spelled[3]));
    assertEquals("email_password_mismatch", logInWrong("203.0.113." + NAMES.get()));
  }

  @Test
  void session_begunFromAnOddSpelling_showsTheCanonicalAddress() {
    String body = "{\"email\":\"ada@example.org\",\"password\":\"correct-horse-battery-9\"}";
    Answer signUp =
        http.post(Http.API + "/auth/signup", body, FORWARDED, "[2001:DB8:0::0001%25en0]:40000")
            .expect(200);

    Answer sessions =
        http.get(Http.API + "/auth/sessions", "X-Session-Token", signUp.at("/meta/session_token"))
            .expect(200);

    assertEquals("2001:db8::1", sessions.at("/data/0/ip"));
  }

  @Test
  void client_afterTooManyWrongSecrets_getsRetryAfter() {
    String here = "198.51.100.77";
    for (int i = 0; i < 3; i++) {
      Answer wrong = introspect("wrong", here + ":" + (40000 + i)).expect(401);
      assertEquals("invalid_client", wrong.at("/error"));
    }

    Answer limited = introspect(SECRET, here).expect(429);
    assertEquals("temporarily_unavailable", limited.at("/error"));
    assertTrue(Integer.parseInt(limited.header("Retry-After")) > 3000, limited::toString);
    introspect(SECRET, "198.51.100.78").expect(200);
    assertEquals(3, server.log().split("event=client_authentication_failed", -1).length - 1);
  }

  private static String logInWrong(String from) {
    String email = "somebody-" + NAMES.incrementAndGet() + "@example.org";
    return http.post(
            Http.API + "/auth/login",
            "{\"email\":\"" + email + "\",\"password\":\"wrong-password-9\"}",
            FORWARDED,
            from)
        .expect(400)
        .code();
  }

  private static Answer introspect(String secret, String from) {
    String form = "token=x&client_id=shop&client_secret=" + secret;
    return http.send(
        "POST",
        "/_allauth/introspect",
        form.getBytes(StandardCharsets.US_ASCII),
        "application/x-www-form-urlencoded",
        FORWARDED,
        from);
  }
}
