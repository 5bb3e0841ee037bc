package dev.latchkey.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrontendPagesTest {

  private static final String BASE = "https://login.example.org";

  @Test
  void pages_withoutAFrontend_areThoseForUsers() {
    Settings settings = settings(Map.of());
    assertEquals(
        Optional.of(BASE + "/account/#/verify-email/{key}"),
        FrontendPages.of(settings, HeadlessSettings.FRONTEND_URLS_ACCOUNT_CONFIRM_EMAIL));
    assertEquals(
        Optional.of(BASE + "/account/#/reset-password/{key}"),
        FrontendPages.of(settings, HeadlessSettings.FRONTEND_URLS_ACCOUNT_RESET_PASSWORD_FROM_KEY));
    assertEquals(
        Optional.of(BASE + "/account/#/forgot-password"),
        FrontendPages.of(settings, HeadlessSettings.FRONTEND_URLS_ACCOUNT_RESET_PASSWORD));
    assertEquals(
        Optional.of(BASE + "/account/#/signup"),
        FrontendPages.of(settings, HeadlessSettings.FRONTEND_URLS_ACCOUNT_SIGNUP));
    assertEquals(
        Optional.empty(),
        FrontendPages.of(settings, HeadlessSettings.FRONTEND_URLS_SOCIALACCOUNT_LOGIN_ERROR));
    assertEquals(Optional.of(BASE), FrontendPages.ownBase(settings));
  }

  @Test
  void pages_behindAPrefix_areBelowIt() {
    Settings settings = settings(Map.of("LATCHKEY_BASE_URL", "https://Example.org:443/id/login/"));
    assertEquals(
        Optional.of("https://example.org/id/login/account/#/signup"),
        FrontendPages.of(settings, HeadlessSettings.FRONTEND_URLS_ACCOUNT_SIGNUP));
    assertEquals("/id/login", FrontendPages.ownPath(settings, "/login"));
  }

  @Test
  void ownPath_withoutAPrefix_isTheContextPath() {
    assertEquals("/login", FrontendPages.ownPath(settings(Map.of()), "/login"));
    assertEquals("", FrontendPages.ownPath(settings(Map.of("LATCHKEY_BASE_URL", "")), ""));
  }

  /** A mail must not lead to one frontend, and the next mail to another. */
  @Test
  void pages_withOneOfAFrontend_areTheFrontendsOnly() {
    Settings settings = settings(Map.of("HEADLESS_FRONTEND_URLS_ACCOUNT_SIGNUP", "/join"));
    assertEquals(
        Optional.of(BASE + "/join"),
        FrontendPages.of(settings, HeadlessSettings.FRONTEND_URLS_ACCOUNT_SIGNUP));
    assertEquals(
        Optional.empty(),
        FrontendPages.of(settings, HeadlessSettings.FRONTEND_URLS_ACCOUNT_CONFIRM_EMAIL));
    assertEquals(Optional.empty(), FrontendPages.ownBase(settings));
  }

  @ParameterizedTest
  @CsvSource({"LATCHKEY_ACCOUNT_PAGES, false", "HEADLESS_CLIENTS, app", "LATCHKEY_BASE_URL, ''"})
  void pages_thatAreNotServed_areNotLinkedTo(String name, String value) {
    assertEquals(
        Optional.empty(),
        FrontendPages.of(
            settings(Map.of(name, value)), HeadlessSettings.FRONTEND_URLS_ACCOUNT_CONFIRM_EMAIL));
  }

  private static Settings settings(Map<String, String> others) {
    Map<String, String> all = new TreeMap<>(Map.of("LATCHKEY_BASE_URL", BASE));
    all.putAll(others);
    return Settings.of(all);
  }
}
