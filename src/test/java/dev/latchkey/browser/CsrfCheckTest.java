package dev.latchkey.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.jose.TokenCarrier;
import dev.latchkey.request.RequestContext;
import dev.latchkey.settings.Settings;
import dev.latchkey.texts.Language;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsrfCheckTest {

  private static final String SESSION = "a1".repeat(16);
  private static final String OTHER_SESSION = "b2".repeat(16);

  private final TestWorld world =
      TestWorld.with("CSRF_TRUSTED_ORIGINS", "https://spa.example.org,https://*.shop.example:8443");
  private final CsrfTokens tokens = new CsrfTokens(world.secrets);
  private CsrfCheck check = check(world.settings);
  private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private String formField;

  @AfterEach
  void end() {
    RequestContext.leave();
    world.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "TRACE"})
  void safeMethod_withAnything_isAdmitted(String method) {
    at("https://api.example.org");
    headers.put("Origin", List.of("https://evil.example"));
    headers.put("X-CSRFToken", List.of("null"));
    assertTrue(admits(method));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "PROPFIND", "post", "get"})
  void otherMethod_withoutToken_isRejected(String method) {
    at("http://localhost:8080");
    assertFalse(admits(method));
  }

  @Test
  void token_inCookieAndHeader_isAdmittedWithAndWithoutSession() {
    at("http://localhost:8080");
    String anonymous = tokens.issue("");
    send("csrftoken=" + anonymous, anonymous);
    assertTrue(admits("POST"));
    String bound = tokens.issue(SESSION);
    send("sessionid=" + SESSION + "; csrftoken=" + bound, bound);
    assertTrue(admits("POST"));
  }

  @Test
  void plantedPair_ofAnotherSession_isRejected() {
    at("http://localhost:8080");
    for (String planted : List.of(tokens.issue(""), tokens.issue(OTHER_SESSION), "x".repeat(65))) {
      send("sessionid=" + SESSION + "; csrftoken=" + planted, planted);
      assertFalse(admits("POST"), planted);
    }
    String bound = tokens.issue(SESSION);
    send("csrftoken=" + bound, bound);
    assertFalse(admits("POST"), "the session's token without the session");
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080, http://localhost:8080, '', true",
    "http://localhost:8080, http://localhost:3000, '', true",
    "http://localhost:8080, http://other.localhost:8080, '', false",
    "https://api.example.org, https://api.example.org, '', true",
    "https://api.example.org, https://API.example.org:443, '', true",
    "https://api.example.org, https://api.example.org:3000, '', true",
    "https://api.example.org, http://api.example.org, '', false",
    "http://api.example.org, https://api.example.org, '', true",
    "https://api.example.org, https://spa.example.org, '', false",
    "https://api.example.org, https://spa.example.org, example.org, true",
    "https://api.example.org, https://spa.example.org, .Example.org, true",
    "https://api.example.org, https://spa.example.org, api.example.org, false",
    "https://api.example.org, https://example.org, example.org, true",
    "https://api.example.org, https://evilexample.org, example.org, false",
    "https://api.example.org, http://spa.example.org, example.org, false",
    "https://api.example.org, null, example.org, false",
    "'', https://spa.example.org, '', false",
  })
  void keptPair_ofAPage_isAdmittedIfThePageCouldReadTheCookie(
      String here, String page, String domain, boolean admitted) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("CSRF_TRUSTED_ORIGINS", page.equals("null") ? "https://a.example" : page);
    if (!domain.isEmpty()) {
      settings.put("CSRF_COOKIE_DOMAIN", domain);
    }
    check = check(Settings.of(settings));
    at(here);
    headers.put("Origin", List.of(page));
    for (String kept : List.of(tokens.issue(""), tokens.issue(OTHER_SESSION), "planted")) {
      send("sessionid=" + SESSION + "; csrftoken=" + kept, kept);
      assertEquals(admitted, admits("POST"), kept);
    }
    String bound = tokens.issue(SESSION);
    send("sessionid=" + SESSION + "; csrftoken=" + bound, bound);
    assertEquals(!page.equals("null"), admits("POST"), "the session's token");
  }

  @Test
  void keptPair_fromTheOwnOrigin_isAPair() {
    at("http://localhost:8080");
    headers.put("Origin", List.of("http://localhost:8080"));
    send("sessionid=" + SESSION + "; csrftoken=" + tokens.issue(""), tokens.issue(""));
    assertFalse(admits("POST"), "two tokens");
    send("sessionid=" + SESSION, tokens.issue(""));
    assertFalse(admits("POST"), "no cookie");
    send("sessionid=" + SESSION + "; csrftoken=", "");
    assertFalse(admits("POST"), "an empty pair");
    send("sessionid=" + SESSION + "; csrftoken=a; csrftoken=b", "a");
    assertFalse(admits("POST"), "two cookies");
  }

  @Test
  void plantedPair_withoutOriginAndHost_isRejected() {
    at("");
    send("sessionid=" + SESSION + "; csrftoken=planted", "planted");
    assertFalse(admits("POST"));
    headers.put("Origin", List.of(""));
    assertFalse(admits("POST"));
  }

  @Test
  void keptPair_withAReferer_isRejected() {
    at("https://api.example.org");
    headers.put("Referer", List.of("https://api.example.org/page"));
    String kept = tokens.issue("");
    send("sessionid=" + SESSION + "; csrftoken=" + kept, kept);
    assertFalse(admits("POST"));
  }

  @Test
  void token_ofAnotherBrowser_doesNotMatchTheCookie() {
    at("http://localhost:8080");
    send("csrftoken=" + tokens.issue(""), tokens.issue(""));
    assertFalse(admits("POST"));
  }

  @Test
  void token_ofAServerWithAnotherSecret_isInvalid() {
    at("http://localhost:8080");
    try (TestWorld other =
        TestWorld.with("SECRET_KEY", "another secret key: 9f8e7d6c5b4a39281706f5e4d3c2b1a0")) {
      String foreign = new CsrfTokens(other.secrets).issue("");
      send("csrftoken=" + foreign, foreign);
      assertFalse(admits("POST"));
    }
  }

  @Test
  void token_ofAnotherNodeWithTheSameSecret_isValid() {
    at("http://localhost:8080");
    String issued = new CsrfTokens(world.secrets).issue(SESSION);
    send("sessionid=" + SESSION + "; csrftoken=" + issued, issued);
    assertTrue(admits("DELETE"));
  }

  @Test
  void token_masked_isAnotherTextEachTimeAndTheSame() {
    String token = tokens.issue(SESSION);
    String masked = tokens.masked(token);
    assertNotEquals(masked, tokens.masked(token));
    assertTrue(tokens.isSame(token, masked));
    assertTrue(tokens.isSame(token, token));
    assertFalse(tokens.isSame(token, tokens.masked(tokens.issue(SESSION))));
    assertFalse(tokens.isSame(token, "\u00e9".repeat(130)));
  }

  @Test
  void token_inAFormField_countsWhereNoHeaderHasOne() {
    at("http://localhost:8080");
    String token = tokens.issue("");
    headers.put("Cookie", List.of("csrftoken=" + token));
    formField = tokens.masked(token);
    assertTrue(admits("POST"));
    headers.put("X-CSRFToken", List.of("wrong"));
    assertFalse(admits("POST"));
    headers.put("X-CSRFToken", List.of(token, token));
    assertFalse(admits("POST"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.example.org, https://api.example.org, true",
    "https://api.example.org, https://API.example.org:443, true",
    "https://api.example.org, https://spa.example.org, true",
    "https://api.example.org, https://a.b.shop.example:8443, true",
    "https://api.example.org, https://shop.example:8443, false",
    "https://api.example.org, https://evilshop.example:8443, false",
    "https://api.example.org, http://api.example.org, false",
    "https://api.example.org, https://api.example.org:8443, false",
    "https://api.example.org, https://api.example.org.evil.example, false",
    "https://api.example.org, http://spa.example.org, false",
    "https://api.example.org, null, false",
    "https://api.example.org, '*', false",
    "http://localhost:8080, http://localhost:8080, true",
    "http://localhost:8080, http://localhost:8081, false",
    "http://[::1]:8080, http://[::1]:8080, true",
    "http://a b, http://a b, false",
  })
  void origin_ofThisSiteOrATrustedOne_isAdmitted(String here, String origin, boolean admitted) {
    at(here);
    valid();
    headers.put("Origin", List.of(origin));
    assertEquals(admitted, admits("POST"));
  }

  @Test
  void origin_twice_isRejected() {
    at("http://localhost:8080");
    valid();
    headers.put("Origin", List.of("http://localhost:8080", "http://localhost:8080"));
    assertFalse(admits("POST"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.example.org, https://api.example.org/page?q=/, true",
    "https://api.example.org, https://api.example.org, true",
    "https://api.example.org, https://spa.example.org/, true",
    "https://api.example.org, https://evil.example/https://api.example.org/, false",
    "https://api.example.org, https://api.example.org@evil.example/, false",
    "https://api.example.org, /page, false",
    "https://api.example.org, '', false",
    "http://localhost:8080, '', true",
    "http://localhost:8080, http://evil.example/, false",
  })
  void referer_countsWithoutOrigin(String here, String referer, boolean admitted) {
    at(here);
    valid();
    if (!referer.isEmpty()) {
      headers.put("Referer", List.of(referer));
    }
    assertEquals(admitted, admits("POST"));
  }

  @Test
  void cookie_missingOrOfAnotherSession_isSetAnew() {
    at("http://localhost:8080");
    assertTrue(check.missing(null).orElseThrow().startsWith("csrftoken="));
    String token = tokens.issue("");
    assertTrue(check.missing(List.of("csrftoken=" + token)).isEmpty());
    assertTrue(check.missing(List.of("csrftoken=" + token + "; sessionid=" + SESSION)).isPresent());
  }

  private CsrfCheck check(Settings settings) {
    return new CsrfCheck(settings, new SessionCookie(settings), tokens);
  }

  private void at(String origin) {
    RequestContext.enter(
        new RequestContext(null, null, null, Language.ENGLISH, null, origin, TokenCarrier.COOKIE));
  }

  private void valid() {
    String token = tokens.issue("");
    send("csrftoken=" + token, token);
  }

  private void send(String cookie, String header) {
    headers.put("Cookie", List.of(cookie));
    headers.put("X-CSRFToken", List.of(header));
  }

  private boolean admits(String method) {
    return check.admits(
        new BrowserRequest(
            method, RequestContext.current().origin(), headers::get, () -> formField));
  }
}
