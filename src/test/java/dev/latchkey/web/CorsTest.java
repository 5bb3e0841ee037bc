package dev.latchkey.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.settings.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsTest {

  private static final String APP = "https://app.example.org";

  private final Cors cors =
      new Cors(Settings.of(Map.of("CORS_ALLOWED_ORIGINS", APP + ",capacitor://localhost")));
  private final FakeResponse response = new FakeResponse();

  @Test
  void origin_allowed_mayReadTheResponseAndSendCredentials() {
    cors.addTo(from(APP).asServed(), response.asServed());
    assertEquals(APP, response.header("Access-Control-Allow-Origin"));
    assertEquals("true", response.header("Access-Control-Allow-Credentials"));
    assertEquals("Origin", response.header("Vary"));
  }

  @Test
  void headers_ofTheApi_areExposed() {
    cors.addTo(from(APP).asServed(), response.asServed());
    List<String> exposed = List.of(response.header("Access-Control-Expose-Headers").split(", "));
    assertTrue(
        exposed.containsAll(
            List.of("X-Session-Token", "X-Email-Verification-Key", "X-Password-Reset-Key")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://app.example.org",
        "https://app.example.org:8443",
        "https://app.example.org.evil.example",
        "https://evil.example",
        "https://APP.example.org",
        "null",
        "",
        "*"
      })
  void otherOrigin_getsNoHeaders(String origin) {
    FakeRequest preflight = preflight(origin, "content-type");
    cors.addTo(preflight.asServed(), response.asServed());
    assertFalse(cors.answersPreflight(preflight.asServed(), response.asServed()));
    assertNull(response.header("Access-Control-Allow-Origin"));
    assertNull(response.header("Access-Control-Allow-Credentials"));
    assertEquals(
        "Origin",
        response.header("Vary"),
        "a cache must know that another origin gets another answer");
  }

  @Test
  void origin_ofAnAppInAWebView_canBeAllowed() {
    cors.addTo(from("capacitor://localhost").asServed(), response.asServed());
    assertEquals("capacitor://localhost", response.header("Access-Control-Allow-Origin"));
  }

  @Test
  void preflight_returnsAllowedMethodsAndHeaders() {
    assertTrue(cors.answersPreflight(preflight(APP, null).asServed(), response.asServed()));
    assertEquals(204, response.status());
    List<String> allowed = List.of(response.header("Access-Control-Allow-Headers").split(", "));
    assertTrue(
        allowed.containsAll(
            List.of(
                "Authorization",
                "Content-Type",
                "X-Session-Token",
                "X-Email-Verification-Key",
                "X-Password-Reset-Key")));
    assertEquals(
        "GET, HEAD, POST, PUT, PATCH, DELETE", response.header("Access-Control-Allow-Methods"));
    assertTrue(response.header("Vary").contains("Access-Control-Request-Headers"));
  }

  @Test
  void headers_ofTheApplication_areAllowed() {
    cors.answersPreflight(
        preflight(APP, "authorization, x-tenant,bad header, x-tenant").asServed(),
        response.asServed());
    String allowed = response.header("Access-Control-Allow-Headers");
    assertTrue(allowed.endsWith("tracestate, x-tenant"), allowed);
  }

  @Test
  void options_withoutPreflight_isPassedOn() {
    assertFalse(
        cors.answersPreflight(
            new FakeRequest("OPTIONS", "/").with("Origin", APP).asServed(), response.asServed()));
    assertFalse(cors.answersPreflight(from(APP).asServed(), response.asServed()));
  }

  @Test
  void origins_notConfigured_addNoHeaders() {
    Cors none = new Cors(Settings.of(Map.of()));
    FakeRequest preflight = preflight(APP, null);
    none.addTo(preflight.asServed(), response.asServed());
    assertFalse(none.answersPreflight(preflight.asServed(), response.asServed()));
    assertNull(response.header("Vary"));
  }

  private static FakeRequest from(String origin) {
    return new FakeRequest("GET", "/").with("Origin", origin);
  }

  private static FakeRequest preflight(String origin, String headers) {
    FakeRequest request =
        new FakeRequest("OPTIONS", "/")
            .with("Origin", origin)
            .with("Access-Control-Request-Method", "POST");
    return headers == null ? request : request.with("Access-Control-Request-Headers", headers);
  }
}
