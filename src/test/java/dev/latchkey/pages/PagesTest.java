package dev.latchkey.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.settings.Settings;
import dev.latchkey.web.FakeRequest;
import dev.latchkey.web.FakeResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {

  private static final String BROWSER =
      "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

  private final FakeResponse response = new FakeResponse();

  @ParameterizedTest
  @ValueSource(strings = {"/", "/account"})
  void browser_atTheRoot_isSentToThePages(String path) {
    assertTrue(redirects(pages(Map.of()), new FakeRequest("GET", path).with("Accept", BROWSER)));
    assertEquals(302, response.status());
    assertEquals("account/", response.header("Location"));
    assertEquals("Accept", response.header("Vary"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /, application/json",
    "GET, /, */*",
    "POST, /, text/html",
    "GET, /account/, text/html",
    "GET, /accounts, text/html",
    "GET, /nowhere, text/html"
  })
  void otherRequest_isNotRedirected(String method, String path, String accept) {
    assertFalse(redirects(pages(Map.of()), new FakeRequest(method, path).with("Accept", accept)));
    assertNull(response.header("Location"));
  }

  @Test
  void client_thatStatesNoType_isNotRedirected() {
    assertFalse(redirects(pages(Map.of()), new FakeRequest("GET", "/")));
  }

  @Test
  void browser_thatOmitsTheSlashOfTheAdministration_isSentThere() {
    assertTrue(
        redirects(pages(Map.of()), new FakeRequest("GET", "/admin").with("Accept", BROWSER)));
    assertEquals("admin/", response.header("Location"));
  }

  @ParameterizedTest
  @CsvSource({"LATCHKEY_ADMIN_PAGES, false", "HEADLESS_CLIENTS, app"})
  void administration_switchedOff_isHidden(String name, String value) {
    Pages pages = pages(Map.of(name, value));
    assertTrue(pages.hide("/admin/index.html"));
    assertFalse(pages.hide("/administration/index.html"));
    assertFalse(redirects(pages, new FakeRequest("GET", "/admin").with("Accept", BROWSER)));
  }

  @Test
  void administration_doesNotNeedTheAccountPages() {
    Pages pages = pages(Map.of("LATCHKEY_ACCOUNT_PAGES", "false"));
    assertFalse(pages.hide("/admin/index.html"));
    assertTrue(pages.hide("/account/index.html"));
  }

  @ParameterizedTest
  @CsvSource({"LATCHKEY_ACCOUNT_PAGES, false", "HEADLESS_CLIENTS, app"})
  void pages_switchedOff_areHidden(String name, String value) {
    Pages pages = pages(Map.of(name, value));
    assertTrue(pages.hide("/account/index.html"));
    assertTrue(pages.hide("/account/"));
    assertFalse(pages.hide("/accounts/index.html"));
    assertFalse(pages.hide("/latchkey/ui.js"));
    assertFalse(redirects(pages, new FakeRequest("GET", "/").with("Accept", BROWSER)));
  }

  @Test
  void pages_byDefault_areServed() {
    assertFalse(pages(Map.of()).hide("/account/index.html"));
    assertFalse(pages(Map.of()).hide("/admin/index.html"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/account/main.js", "/admin/main.js"})
  void file_ofThePages_hasAStrictPolicy(String file) {
    pages(Map.of()).protect(file, response.asServed());
    String policy = response.header("Content-Security-Policy");
    assertTrue(policy.startsWith("default-src 'self';"), policy);
    assertTrue(policy.contains("require-trusted-types-for 'script'"), policy);
    assertTrue(policy.contains("frame-ancestors 'none'"), policy);
    assertFalse(policy.contains("unsafe"), policy);
    assertEquals("same-origin", response.header("Cross-Origin-Opener-Policy"));
  }

  @Test
  void file_ofAnApplication_keepsItsOwnPolicy() {
    pages(Map.of()).protect("/shop/index.html", response.asServed());
    assertNull(response.header("Content-Security-Policy"));
  }

  private boolean redirects(Pages pages, FakeRequest request) {
    return pages.redirect(
        request.asServed(), request.asServed().getServletPath(), response.asServed());
  }

  private static Pages pages(Map<String, String> settings) {
    return new Pages(Settings.of(settings));
  }
}
