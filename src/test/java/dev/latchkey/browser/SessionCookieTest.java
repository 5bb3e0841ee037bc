package dev.latchkey.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.jose.TokenCarrier;
import dev.latchkey.request.RequestContext;
import dev.latchkey.settings.Settings;
import dev.latchkey.texts.Language;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionCookieTest {

  private static final String VALUE = "a1".repeat(16);

  @AfterEach
  void leave() {
    RequestContext.leave();
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080, false",
    "http://shop.localhost, false",
    "http://127.0.0.1:8080, false",
    "http://127.9.9.9, false",
    "http://[::1]:8080, false",
    "https://localhost, true",
    "https://api.example.org, true",
    "http://api.example.org, true",
    "http://127.0.0.1.evil.example, true",
    "http://localhost.evil.example, true",
    "'', true",
    "http://, true",
    "http://[, true",
  })
  void cookie_isSecureExceptAtLoopbackWithoutTls(String origin, boolean secure) {
    at(origin);
    assertEquals(
        "sessionid="
            + VALUE
            + "; Max-Age=1209600; Path=/"
            + (secure ? "; Secure" : "")
            + "; HttpOnly; SameSite=Lax",
        cookie(Map.of()).set(VALUE));
  }

  @Test
  void cookie_underSettings_hasTheirAttributes() {
    at("http://localhost");
    SessionCookie cookie =
        cookie(
            Map.of(
                "SESSION_COOKIE_NAME", "sid",
                "SESSION_COOKIE_AGE", "60",
                "SESSION_COOKIE_DOMAIN", "example.org",
                "SESSION_COOKIE_PATH", "/app",
                "SESSION_COOKIE_SECURE", "true",
                "SESSION_COOKIE_HTTPONLY", "false",
                "SESSION_COOKIE_SAMESITE", "strict"));
    assertEquals(
        "sid=v; Max-Age=60; Path=/app; Domain=example.org; Secure; SameSite=Strict",
        cookie.set("v"));
    assertEquals(
        "sid=; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/app; Domain=example.org;"
            + " Secure; SameSite=Strict",
        cookie.clear());
  }

  @Test
  void cookie_ofAnotherSecureSetting_followsIt() {
    at("https://api.example.org");
    assertTrue(!cookie(Map.of("SESSION_COOKIE_SECURE", "false")).set(VALUE).contains("Secure"));
    at("http://localhost");
    assertTrue(cookie(Map.of("SESSION_COOKIE_SAMESITE", "None")).set(VALUE).contains("Secure"));
    assertTrue(
        cookie(Map.of("SESSION_COOKIE_NAME", "__Host-sessionid")).set(VALUE).contains("Secure"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sessionid=",
        "sessionid=short",
        "sessionid=A1A1A1A1A1A1A1A1A1A1A1A1A1A1A1A1",
        "sessionid=a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1x",
        "sessionid=a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1; sessionid=b",
        "sessionid=a1a1a1a1a1a1a1a1 1a1a1a1a1a1a1a1a1"
      })
  void value_ofAnotherForm_isNone(String line) {
    SessionCookie cookie = cookie(Map.of());
    assertEquals(Optional.empty(), cookie.in(List.of(line)));
    assertTrue(cookie.isIn(List.of(line)));
  }

  private static SessionCookie cookie(Map<String, String> settings) {
    return new SessionCookie(Settings.of(settings));
  }

  private static void at(String origin) {
    RequestContext.enter(
        new RequestContext(null, null, null, Language.ENGLISH, null, origin, TokenCarrier.COOKIE));
  }
}
