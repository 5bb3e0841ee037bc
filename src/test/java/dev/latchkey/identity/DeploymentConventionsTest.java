package dev.latchkey.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.TestWorld;
import dev.latchkey.browser.CsrfCheck;
import dev.latchkey.browser.CsrfTokens;
import dev.latchkey.browser.ServletRequests;
import dev.latchkey.browser.SessionCookie;
import dev.latchkey.security.RequestTokens;
import dev.latchkey.settings.Settings;
import dev.latchkey.web.FakeRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentConventionsTest {

  private static final String VALUE = "a1".repeat(16);

  @ParameterizedTest
  @CsvSource({
    "'', /_allauth/app/v1/auth/session, true",
    "'', /_latchkey/admin/v1/accounts, true",
    "/id, /id/_allauth/app/v1/config, true",
    "/id, /id/_latchkey/admin/v1/keys, true",
    "'', /api/me, false",
    "'', /shop/_latchkey/admin, false",
    "/id, /id/api/me, false",
    "/_latchkey, /_latchkey/api/me, false",
  })
  void tokens_onlyOfOurOwnApis_areReadElsewhere(String context, String uri, boolean elsewhere) {
    FakeRequest request = new FakeRequest("GET", uri).in(context);
    assertEquals(
        elsewhere, conventions(Settings.of(Map.of())).areReadElsewhere(request.asServed()));
  }

  @ParameterizedTest
  @CsvSource({
    "'', /auth/api/app/v1/auth/session, true",
    "'', /_allauth/app/v1/auth/session, true",
    "/id, /id/auth/api/v1/config, true",
    "'', /auth/apis, false",
    "'', /auth/me, false",
  })
  void tokens_ofAnApiThatIsElsewhere_areReadThere(String context, String uri, boolean elsewhere) {
    FakeRequest request = new FakeRequest("GET", uri).in(context);
    Settings settings = Settings.of(Map.of("HEADLESS_MOUNT_PATH", "/auth/api"));
    assertEquals(elsewhere, conventions(settings).areReadElsewhere(request.asServed()));
  }

  @Test
  void cookie_whereTheSettingIsOff_isIgnored() {
    FakeRequest request = new FakeRequest("GET", "/api/me").with("Cookie", "sessionid=" + VALUE);
    assertEquals(new RequestTokens.None(), cookie(request));
    assertEquals(
        new RequestTokens.None(),
        cookie(request, "LATCHKEY_COOKIE_AUTHENTICATION", "true", "HEADLESS_CLIENTS", "app"));
  }

  @Test
  void cookie_ofASafeRequest_identifiesItsSender() {
    FakeRequest request = new FakeRequest("GET", "/api/me").with("Cookie", "sessionid=" + VALUE);
    assertEquals(
        new RequestTokens.Cookie(VALUE), cookie(request, "LATCHKEY_COOKIE_AUTHENTICATION", "true"));
  }

  @Test
  void cookie_ofAnUnsafeRequestWithoutToken_isRejected() {
    FakeRequest request = new FakeRequest("POST", "/api/me").with("Cookie", "sessionid=" + VALUE);
    assertEquals(
        new RequestTokens.CrossSite(), cookie(request, "LATCHKEY_COOKIE_AUTHENTICATION", "true"));
  }

  /** Servers authenticate callers before any filter, so that no context is bound to the thread. */
  @ParameterizedTest
  @CsvSource({
    "0, http, http://api.example.org, true",
    "0, http, https://api.example.org, false",
    "1, https, https://api.example.org, true",
    "1, https, http://api.example.org, false",
    "0, http, http://evil.example, false",
  })
  void cookie_ofAnUnsafeRequestOfOwnPages_identifiesItsSenderBeforeAnyFilter(
      int proxies, String scheme, String origin, boolean admitted) {
    try (TestWorld world =
        TestWorld.with(
            "LATCHKEY_COOKIE_AUTHENTICATION",
            "true",
            "ALLAUTH_TRUSTED_PROXY_COUNT",
            Integer.toString(proxies))) {
      CsrfTokens tokens = new CsrfTokens(world.secrets);
      SessionCookie cookie = new SessionCookie(world.settings);
      String token = new CsrfCheck(world.settings, cookie, tokens).setFor(VALUE);
      token = token.substring("csrftoken=".length(), token.indexOf(';'));
      FakeRequest request =
          new FakeRequest("POST", "/api/me")
              .with("Cookie", "sessionid=" + VALUE + "; csrftoken=" + token)
              .with("X-CSRFToken", token)
              .with("Host", "api.example.org")
              .with("X-Forwarded-Proto", scheme)
              .with("Origin", origin);
      assertEquals(
          admitted ? new RequestTokens.Cookie(VALUE) : new RequestTokens.CrossSite(),
          new DeploymentConventions(
                  world.settings,
                  cookie,
                  new CsrfCheck(world.settings, cookie, tokens),
                  new ServletRequests(world.settings),
                  world.stepUp)
              .cookieSession(request.asServed()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', csrfmiddlewaretoken=TOKEN&a=b, true",
    "c=d, csrfmiddlewaretoken=TOKEN, true",
    "%zz=c, csrfmiddlewaretoken=TOKEN, false",
    "csrfmiddlewaretoken=TOKEN, a=b, false",
    "csrfmiddlewaretoken=TOKEN, csrfmiddlewaretoken=TOKEN, false",
    "%63srfmiddlewaretoken=TOKEN, a=b, false",
    "csrfmiddlewaretoken, csrfmiddlewaretoken=TOKEN, false",
    "'', a=b, false",
  })
  void token_inAField_countsInTheBodyAlone(String query, String form, boolean admitted) {
    try (TestWorld world = TestWorld.with("LATCHKEY_COOKIE_AUTHENTICATION", "true")) {
      SessionCookie cookie = new SessionCookie(world.settings);
      CsrfCheck check = new CsrfCheck(world.settings, cookie, new CsrfTokens(world.secrets));
      String line = check.setFor(VALUE);
      String token = line.substring("csrftoken=".length(), line.indexOf(';'));
      FakeRequest request =
          new FakeRequest("POST", "/api/me")
              .with("Cookie", "sessionid=" + VALUE + "; csrftoken=" + token)
              .with("Host", "localhost")
              .asking(query.replace("TOKEN", token))
              .submitting(form.replace("TOKEN", token));
      assertEquals(
          admitted ? new RequestTokens.Cookie(VALUE) : new RequestTokens.CrossSite(),
          new DeploymentConventions(
                  world.settings, cookie, check, new ServletRequests(world.settings), world.stepUp)
              .cookieSession(request.asServed()));
    }
  }

  @Test
  void cookie_damaged_isIgnored() {
    FakeRequest request =
        new FakeRequest("GET", "/api/me").with("Cookie", "sessionid=" + VALUE + "x");
    assertEquals(
        new RequestTokens.None(), cookie(request, "LATCHKEY_COOKIE_AUTHENTICATION", "true"));
  }

  private static RequestTokens.Found cookie(FakeRequest request, String... settings) {
    try (TestWorld world = TestWorld.with(settings)) {
      SessionCookie cookie = new SessionCookie(world.settings);
      CsrfCheck check = new CsrfCheck(world.settings, cookie, new CsrfTokens(world.secrets));
      ServletRequests requests = new ServletRequests(world.settings);
      return new DeploymentConventions(world.settings, cookie, check, requests, world.stepUp)
          .cookieSession(request.asServed());
    }
  }

  private static DeploymentConventions conventions(Settings settings) {
    return new DeploymentConventions(settings, null, null, null, null);
  }
}
