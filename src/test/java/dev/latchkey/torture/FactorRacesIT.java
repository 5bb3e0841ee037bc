package dev.latchkey.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.Answer;
import dev.latchkey.it.support.Authenticator;
import dev.latchkey.it.support.SoftBrowser;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * One code or one assertion, sent by 32 threads to two nodes: exactly one request succeeds. The
 * limits of guesses are out of reach, so that every request is compared.
 */
class FactorRacesIT {

  private static final int THREADS = 32;
  private static final Duration PERIOD = Duration.ofSeconds(10);
  private static final URI PAGE = URI.create("https://app.example");
  private static final String AUTHENTICATE = "/auth/2fa/authenticate";

  /** The tolerance makes the next time step's code valid at once. */
  @RegisterExtension
  static final Cluster CLUSTER =
      Cluster.with(
          Map.ofEntries(
              Map.entry("MFA_SUPPORTED_TYPES", "recovery_codes,totp,webauthn"),
              Map.entry("MFA_PASSKEY_LOGIN_ENABLED", "true"),
              Map.entry("MFA_ALLOW_UNVERIFIED_EMAIL", "true"),
              Map.entry("MFA_WEBAUTHN_RP_ID", PAGE.getHost()),
              Map.entry("MFA_TOTP_PERIOD", String.valueOf(PERIOD.toSeconds())),
              Map.entry("MFA_TOTP_TOLERANCE", "10"),
              Map.entry("ACCOUNT_RATE_LIMITS_AUTHENTICATION_FAILED", "100000/m/user"),
              Map.entry("ACCOUNT_RATE_LIMITS_REAUTHENTICATE", "100000/m/user")));

  private final int rounds = Effort.of(1, 10);
  private final Person owner = new Person();
  private final SoftBrowser browser = new SoftBrowser(PAGE);

  @Test
  void totpCode_inManyPendingLogins_logsInOnce() {
    Authenticator app = app();
    long first = app.step() + 1;
    for (int round = 0; round < rounds; round++) {
      String code = app.code(first + round);
      assertOneLogsIn(pendingLogins(THREADS), AUTHENTICATE, code(code));
    }
    figures("one TOTP code, in 32 pending logins");
  }

  @Test
  void totpCode_inOnePendingLogin_logsInOnce() {
    Authenticator app = app();
    long first = app.step() + 1;
    for (int round = 0; round < rounds; round++) {
      String pending = pendingLogins(1).get(0);
      assertOneLogsIn(same(pending), AUTHENTICATE, code(app.code(first + round)));
    }
    figures("one TOTP code, in one pending login");
  }

  @Test
  void recoveryCode_inManyPendingLogins_logsInOnce() {
    Authenticator app = app();
    for (int round = 0; round < rounds; round++) {
      assertOneLogsIn(pendingLogins(THREADS), AUTHENTICATE, code(app.recoveryCode()));
    }
    figures("one recovery code, in 32 pending logins");
  }

  @Test
  void totpCode_inLoginsAndReauthentications_succeedsOnce() {
    Authenticator app = app();
    long first = app.step() + 1;
    for (int round = 0; round < rounds; round++) {
      List<String> pending = pendingLogins(THREADS / 2);
      String body = code(app.code(first + round)).build().toString();
      List<Answer> answers;
      try (Crowd crowd = new Crowd(THREADS)) {
        answers =
            crowd.all(
                i ->
                    i % 2 == 0
                        ? post(node(i / 2), AUTHENTICATE, body, pending.get(i / 2))
                        : post(node(i / 2), "/auth/2fa/reauthenticate", body, owner.secret()));
      }
      assertOne(answers);
    }
    figures("one TOTP code, in 16 logins and 16 reauthentications");
  }

  @Test
  void assertion_ofAPasskey_logsInOnce() {
    addKey("?passwordless");
    for (int round = 0; round < rounds; round++) {
      Answer options = get(node(round), "/auth/webauthn/login", null).expect(200);
      String pending = options.at("/meta/session_token");
      assertOneLogsIn(same(pending), "/auth/webauthn/login", assertion(options));
    }
    figures("one assertion of a passkey");
  }

  @Test
  void assertion_asSecondFactor_logsInOnce() {
    addKey("");
    for (int round = 0; round < rounds; round++) {
      String pending = pendingLogins(1).get(0);
      Answer options = get(node(round), "/auth/webauthn/authenticate", pending).expect(200);
      assertOneLogsIn(same(pending), "/auth/webauthn/authenticate", assertion(options));
    }
    figures("one assertion as second factor");
  }

  private Authenticator app() {
    owner.signUp(CLUSTER.first()).expect(200);
    return Authenticator.addedBy(this::asOwner, PERIOD);
  }

  private void addKey(String query) {
    String path = "/account/authenticators/webauthn";
    owner.signUp(CLUSTER.first()).expect(200);
    Answer options = asOwner("GET", path + query, null);
    String body =
        Json.createObjectBuilder().add("credential", browser.create(options)).build().toString();
    asOwner("POST", path, body).expect(200);
  }

  private Answer asOwner(String method, String path, String json) {
    return CLUSTER.second().send(method, Node.API + path, json, owner.bySession());
  }

  /** Sessions in which the password was entered, on both nodes in turn. */
  private List<String> pendingLogins(int many) {
    return IntStream.range(0, many)
        .mapToObj(i -> owner.elsewhere().logIn(node(i)).expect(401).at("/meta/session_token"))
        .toList();
  }

  private static List<String> same(String session) {
    return IntStream.range(0, THREADS).mapToObj(i -> session).toList();
  }

  private void assertOneLogsIn(List<String> sessions, String path, JsonObjectBuilder body) {
    String json = body.build().toString();
    long before = sessionsOfOwner();
    List<Answer> answers;
    try (Crowd crowd = new Crowd(THREADS)) {
      answers = crowd.all(i -> post(node(i), path, json, sessions.get(i)));
    }
    assertOne(answers);
    assertEquals(before + 1, sessionsOfOwner(), answers::toString);
    assertEquals(
        1, answers.stream().filter(a -> a.has("/meta/access_token")).count(), answers::toString);
  }

  /** The others are rejected, or find that the pending login is over. */
  private static void assertOne(List<Answer> answers) {
    assertEquals(1, answers.stream().filter(a -> a.status() == 200).count(), answers::toString);
    answers.stream()
        .filter(a -> a.status() != 200)
        .forEach(a -> assertTrue(List.of(400, 401, 409, 410).contains(a.status()), a::toString));
  }

  private long sessionsOfOwner() {
    return CLUSTER.number(
        "SELECT count(*) FROM session s JOIN email_address e ON e.account_id = s.account_id"
            + " WHERE e.email = ?",
        owner.email());
  }

  private JsonObjectBuilder assertion(Answer options) {
    return Json.createObjectBuilder().add("credential", browser.get(options));
  }

  private static JsonObjectBuilder code(String code) {
    return Json.createObjectBuilder().add("code", code);
  }

  private static Node node(int number) {
    return CLUSTER.nodes().get(number % 2);
  }

  private static Answer get(Node node, String path, String session) {
    return node.get(Node.API + path, headers(session));
  }

  private static Answer post(Node node, String path, String json, String session) {
    return node.send("POST", Node.API + path, json, headers(session));
  }

  private static String[] headers(String session) {
    return session == null
        ? new String[] {"X-Forwarded-For", Person.someAddress()}
        : new String[] {"X-Session-Token", session, "X-Forwarded-For", Person.someAddress()};
  }

  private void figures(String promise) {
    Figures.of(promise)
        .with("threads", THREADS)
        .with("nodes", CLUSTER.nodes().size())
        .with("rounds", rounds)
        .with("successes", rounds)
        .write();
  }
}
