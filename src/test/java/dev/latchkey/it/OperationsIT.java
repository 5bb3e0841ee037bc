package dev.latchkey.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.latchkey.it.support.Answer;
import dev.latchkey.it.support.App;
import dev.latchkey.it.support.Http;
import dev.latchkey.it.support.RunningServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What those see who watch over the server, and what every answer has around it. */
class OperationsIT {

  private static final String APP = "https://app.example.org";
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String TRACEPARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @RegisterExtension
  static final RunningServer SERVER =
      RunningServer.with(
          Map.of(
              "HEADLESS_TOKEN_STRATEGY", "jwt",
              "CORS_ALLOWED_ORIGINS", APP,
              "ALLAUTH_TRUSTED_PROXY_COUNT", "1",
              "LATCHKEY_METRICS_IN_SERVER", "true",
              "ACCOUNT_PREVENT_ENUMERATION", "false"));

  private final Http http = SERVER.http();
  private final App app = SERVER.app();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/health/live",
        "/health/ready",
        "/_latchkey/health/live",
        "/_latchkey/health/ready"
      })
  void node_serving_isAliveAndReady(String path) {
    Answer answer = http.get(path).expect(200);
    assertEquals("UP", answer.at("/status"));
    assertTrue(answer.header("Content-Type").startsWith("application/json"), answer::toString);
    for (JsonObject check : answer.json().getJsonArray("checks").getValuesAs(JsonObject.class)) {
      assertTrue(check.getString("name").startsWith("latchkey"), answer::text);
      assertEquals("UP", check.getString("status"));
    }
  }

  @Test
  void serverHealth_includesOurs() {
    Answer answer = http.get("/health");
    assumeTrue(answer.status() != 404, "this server has no health of its own on this port");
    answer.expect(200);
    assertTrue(answer.text().contains("\"name\":\"latchkey\",\"status\":\"UP\""), answer::text);
  }

  @Test
  void serverMetrics_includeOurs() {
    Answer answer = http.get("/metrics");
    assumeTrue(answer.status() == 200, "this server has no metrics of its own on this port");
    double rotations = serverMetric("latchkey_refreshes_total", "outcome=\"rotated\"");
    app.signUp();
    app.refresh().expect(200);
    // They are read together, once a second.
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (serverMetric("latchkey_refreshes_total", "outcome=\"rotated\"") != rotations + 1) {
      assertTrue(System.nanoTime() < deadline, "the refresh is not counted");
    }
  }

  @Test
  void serverDescription_omitsOurEndpoints() {
    Answer answer = http.get("/openapi");
    assumeTrue(answer.status() == 200, "this server describes nothing on this port");
    assertFalse(answer.text().contains("_allauth"), answer::text);
  }

  @Test
  void health_withOtherMethods_isRejected() {
    http.send("POST", "/_latchkey/health/ready", BodyPublishers.noBody())
        .expectRejection(405, "method_not_allowed");
  }

  @Test
  void metrics_followEvents() {
    double logins = metric("latchkey_logins_total{method=\"password\",outcome=\"succeeded\"}");
    double failures = metric("latchkey_logins_total{method=\"password\",outcome=\"failed\"}");
    double rotations = metric("latchkey_refreshes_total{outcome=\"rotated\"}");
    double hashes = metric("latchkey_password_hashes_total");
    double missing = metric("latchkey_requests_total{status=\"4xx\"}");

    app.signUp();
    app.logIn();
    app.refresh().expect(200);
    failToLogIn();
    http.get("/nowhere").expect(404);

    assertEquals(
        logins + 1, metric("latchkey_logins_total{method=\"password\",outcome=\"succeeded\"}"));
    assertEquals(
        failures + 1, metric("latchkey_logins_total{method=\"password\",outcome=\"failed\"}"));
    assertEquals(rotations + 1, metric("latchkey_refreshes_total{outcome=\"rotated\"}"));
    assertEquals(hashes + 3, metric("latchkey_password_hashes_total"));
    assertEquals(missing + 2, metric("latchkey_requests_total{status=\"4xx\"}"));
    assertEquals(1, metric("latchkey_database_up"));
    assertTrue(metric("latchkey_signing_key_age_seconds") >= 0);
    assertTrue(metric("latchkey_password_hash_seconds_total") > 0);
  }

  @Test
  void metrics_throughAProxy_areRejected() {
    for (String path : List.of("/metrics/latchkey", "/_latchkey/metrics")) {
      assertTrue(http.get(path).expect(200).header("Content-Type").startsWith("text/plain"));
      http.get(path, "X-Forwarded-For", "10.0.0.1").expectRejection(403, "forbidden");
    }
  }

  @Test
  void requestIdAndTrace_areInTheResponseAndTheLog() {
    Answer answer =
        http.post(
            Http.API + "/auth/login",
            login("nobody@example.org"),
            "X-Request-ID",
            "operations-it.1",
            "traceparent",
            TRACEPARENT);
    assertEquals("operations-it.1", answer.header("X-Request-ID"));
    assertEquals(TRACEPARENT, answer.header("traceparent"));
    assertTrue(
        SERVER.log().contains("request=operations-it.1 trace=" + TRACE + " event=login_failed"),
        SERVER.log());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/_allauth/app/v1/config",
        "/_allauth/nowhere",
        "/nowhere",
        "/api/me",
        "/.well-known/jwks.json"
      })
  void responses_haveSecurityHeadersAndAreReadableByTheApp(String path) {
    Answer answer = http.get(path, "Origin", APP, "X-Forwarded-Proto", "https");
    assertEquals("nosniff", answer.header("X-Content-Type-Options"), answer::toString);
    assertEquals("same-origin", answer.header("Referrer-Policy"), answer::toString);
    assertEquals(
        "frame-ancestors 'none'", answer.header("Content-Security-Policy"), answer::toString);
    assertEquals("max-age=31536000", answer.header("Strict-Transport-Security"), answer::toString);
    assertEquals(APP, answer.header("Access-Control-Allow-Origin"), answer::toString);
    assertEquals("true", answer.header("Access-Control-Allow-Credentials"), answer::toString);
    assertTrue(
        answer.header("Access-Control-Expose-Headers").contains("X-Session-Token"),
        answer::toString);
    assertTrue(answer.header("Vary").contains("Origin"), answer::toString);
    assertTrue(answer.header("X-Request-ID").matches("[0-9a-f]{16}"), answer::toString);
  }

  @Test
  void errors_ofEveryKind_areReadableByTheApp() {
    String[] origin = {"Origin", APP};
    List<Answer> errors =
        List.of(
            http.post(Http.API + "/auth/login", "{", origin).expect(400),
            http.get(Http.API + "/auth/session", origin).expect(401),
            http.get(Http.API + "/auth/session", "Origin", APP, "X-Session-Token", "unknown")
                .expect(410),
            http.send("PUT", Http.API + "/config", BodyPublishers.noBody(), origin).expect(405),
            http.send("POST", Http.API + "/auth/login", "a=b".getBytes(), "text/plain", origin)
                .expect(415));
    for (Answer error : errors) {
      assertEquals(APP, error.header("Access-Control-Allow-Origin"), error::toString);
    }
  }

  @Test
  void response_withoutTls_hasNoStrictTransportSecurity() {
    assertEquals("", http.get(Http.API + "/config").header("Strict-Transport-Security"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/_allauth/app/v1/auth/session",
        "/api/me",
        "/nowhere",
        "/_latchkey/admin/v1/accounts"
      })
  void preflight_needsNoCredentials(String path) {
    Answer answer =
        http.send(
            "OPTIONS",
            path,
            BodyPublishers.noBody(),
            "Origin",
            APP,
            "Access-Control-Request-Method",
            "DELETE",
            "Access-Control-Request-Headers",
            "x-session-token");
    answer.expect(204);
    assertEquals("", answer.text());
    assertEquals(APP, answer.header("Access-Control-Allow-Origin"));
    assertTrue(answer.header("Access-Control-Allow-Methods").contains("DELETE"), answer::toString);
    assertTrue(
        answer.header("Access-Control-Allow-Headers").contains("X-Session-Token"),
        answer::toString);
  }

  @Test
  void otherOrigin_getsNoCorsHeaders() {
    Answer answer =
        http.send(
            "OPTIONS",
            Http.API + "/config",
            BodyPublishers.noBody(),
            "Origin",
            "https://evil.example",
            "Access-Control-Request-Method",
            "GET");
    assertEquals("", answer.header("Access-Control-Allow-Origin"));
    assertEquals("Origin", answer.header("Vary"));
  }

  @Test
  void log_namesWeakSettings() {
    for (String beginning :
        List.of(
            "SECRET_KEY is not set, nor is HEADLESS_JWT_PRIVATE_KEY: ",
            "ACCOUNT_RATE_LIMITS_ENABLED is false: ",
            "ACCOUNT_PREVENT_ENUMERATION is false: ",
            "Mail: no mail server is configured")) {
      assertEquals(
          1, SERVER.log().lines().filter(line -> line.contains(beginning)).count(), beginning);
    }
    assertFalse(SERVER.log().contains("ALLAUTH_TRUSTED_PROXY_COUNT is 0"), "a proxy is counted");
  }

  private double metric(String name) {
    Matcher line =
        Pattern.compile("^" + Pattern.quote(name) + " (\\S+)$", Pattern.MULTILINE)
            .matcher(http.get("/_latchkey/metrics").expect(200).text());
    assertTrue(line.find(), name);
    return Double.parseDouble(line.group(1));
  }

  private double serverMetric(String name, String label) {
    String line =
        http.get("/metrics")
            .expect(200)
            .text()
            .lines()
            .filter(l -> l.startsWith(name + "{") && l.contains(label))
            .findFirst()
            .orElseThrow(() -> new AssertionError(name + " is not there"));
    return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }

  private void failToLogIn() {
    http.post(Http.API + "/auth/login", login(app.email())).expect(400);
  }

  private static String login(String email) {
    return Json.createObjectBuilder()
        .add("email", email)
        .add("password", "not-the-password-1")
        .build()
        .toString();
  }
}
