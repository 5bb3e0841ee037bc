package dev.latchkey.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.settings.types.RateLimits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingRulesTest {

  @Test
  void loginMethod_withoutItsSignupField_isRejected() {
    rejected("ACCOUNT_SIGNUP_FIELDS", Map.of("ACCOUNT_LOGIN_METHODS", "username"));
    rejected("ACCOUNT_SIGNUP_FIELDS", Map.of("ACCOUNT_SIGNUP_FIELDS", "email,password1*"));
    Settings.of(
        Map.of(
            "ACCOUNT_LOGIN_METHODS",
            "username",
            "ACCOUNT_SIGNUP_FIELDS",
            "username*,email,password1*"));
    Settings.of(
        Map.of(
            "ACCOUNT_LOGIN_METHODS",
            "username,email",
            "ACCOUNT_SIGNUP_FIELDS",
            "username,email*,password1*"));
  }

  @Test
  void secondPassword_withoutTheFirst_isRejected() {
    rejected("password2", Map.of("ACCOUNT_SIGNUP_FIELDS", "email*,password2*"));
  }

  @Test
  void verification_mandatoryWithoutAddress_isRejected() {
    rejected(
        "ACCOUNT_EMAIL_VERIFICATION=mandatory",
        Map.of(
            "ACCOUNT_EMAIL_VERIFICATION", "mandatory",
            "ACCOUNT_LOGIN_METHODS", "username",
            "ACCOUNT_SIGNUP_FIELDS", "username*,email,password1*"));
  }

  @Test
  void verification_byCodeButOptional_isRejected() {
    rejected(
        "ACCOUNT_EMAIL_VERIFICATION=mandatory",
        Map.of("ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED", "true"));
  }

  @Test
  void mountPath_thatPagesHave_isRejected() {
    Map<String, String> pages =
        Map.of("/account", "LATCHKEY_ACCOUNT_PAGES", "/admin", "LATCHKEY_ADMIN_PAGES");
    pages.forEach(
        (folder, setting) -> {
          for (String path : List.of(folder, folder + "/api")) {
            rejected(setting, Map.of("HEADLESS_MOUNT_PATH", path));
            Settings.of(Map.of("HEADLESS_MOUNT_PATH", path, setting, "false"));
            Settings.of(Map.of("HEADLESS_MOUNT_PATH", path, "HEADLESS_CLIENTS", "app"));
          }
          Settings.of(Map.of("HEADLESS_MOUNT_PATH", folder + "s"));
        });
  }

  @Test
  void trustCookie_thatBrowsersReject_isRejected() {
    rejected("MFA_TRUST_COOKIE_NAME", Map.of("MFA_TRUST_COOKIE_NAME", "sessionid"));
    rejected("MFA_TRUST_COOKIE_NAME", Map.of("MFA_TRUST_COOKIE_NAME", "csrftoken"));
    rejected("MFA_TRUST_COOKIE_NAME", Map.of("SESSION_COOKIE_NAME", "mfa_trusted"));
    rejected(
        "MFA_TRUST_COOKIE_SAMESITE=None",
        Map.of("MFA_TRUST_COOKIE_SAMESITE", "None", "SESSION_COOKIE_SECURE", "false"));
    rejected(
        "MFA_TRUST_COOKIE_SAMESITE=None",
        Map.of(
            "SESSION_COOKIE_SAMESITE", "None",
            "SESSION_COOKIE_SECURE", "true",
            "MFA_TRUST_COOKIE_SECURE", "false"));
    rejected(
        "MFA_TRUST_COOKIE_NAME that begins with __Secure-",
        Map.of("MFA_TRUST_COOKIE_NAME", "__Host-trust", "SESSION_COOKIE_DOMAIN", "example.org"));
    Settings.of(Map.of("MFA_TRUST_COOKIE_SAMESITE", "None"));
    Settings.of(Map.of("MFA_TRUST_COOKIE_NAME", "__Host-trust"));
  }

  @Test
  void privateKey_inTwoPlaces_isRejected() {
    rejected(
        "HEADLESS_JWT_PRIVATE_KEY_FILE",
        Map.of("HEADLESS_JWT_PRIVATE_KEY", "a", "HEADLESS_JWT_PRIVATE_KEY_FILE", "b"));
  }

  @Test
  void mailEncryption_inTwoWays_isRejected() {
    rejected("EMAIL_USE_SSL", Map.of("EMAIL_USE_TLS", "true", "EMAIL_USE_SSL", "true"));
    rejected("EMAIL_HOST_USER", Map.of("EMAIL_HOST_PASSWORD", "secret"));
  }

  @Test
  void contradiction_namesValuesAndDefaults() {
    InvalidSettings invalid =
        assertThrows(
            InvalidSettings.class, () -> Settings.of(Map.of("ACCOUNT_LOGIN_METHODS", "username")));
    assertTrue(
        invalid
            .getMessage()
            .contains("ACCOUNT_LOGIN_METHODS (property account.login-methods) is \"username\""));
    assertTrue(invalid.getMessage().contains("is \"email*,password1*\" by default"));
  }

  @Test
  void rules_aboutAnInvalidValue_areSkipped() {
    InvalidSettings invalid =
        assertThrows(
            InvalidSettings.class,
            () ->
                Settings.of(
                    Map.of(
                        "ACCOUNT_LOGIN_METHODS", "username", "ACCOUNT_SIGNUP_FIELDS", "nonsense")));
    assertEquals(1, invalid.problems().size());
  }

  @Test
  void rateLimits_turnedOff_areAllOff() {
    Settings settings =
        Settings.of(
            Map.of("ACCOUNT_RATE_LIMITS_ENABLED", "false", "ACCOUNT_RATE_LIMITS_LOGIN", "1/m/ip"));
    assertEquals(List.of(), settings.get(RateLimitSettings.LOGIN));
    assertEquals(List.of(), settings.get(RateLimitSettings.CONFIRM_EMAIL));
  }

  @Test
  void verificationMails_byCode_haveAShorterDefaultInterval() {
    Map<String, String> byCode =
        Map.of(
            "ACCOUNT_EMAIL_VERIFICATION",
            "mandatory",
            "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED",
            "true");
    assertEquals(
        RateLimits.parse("1/180s/key"), Settings.of(Map.of()).get(RateLimitSettings.CONFIRM_EMAIL));
    assertEquals(
        RateLimits.parse("1/10s/key"), Settings.of(byCode).get(RateLimitSettings.CONFIRM_EMAIL));
    Map<String, String> set = new HashMap<>(byCode);
    set.put("ACCOUNT_RATE_LIMITS_CONFIRM_EMAIL", "100/s/key");
    assertEquals(
        RateLimits.parse("100/s/key"), Settings.of(set).get(RateLimitSettings.CONFIRM_EMAIL));
    set.put("ACCOUNT_RATE_LIMITS_CONFIRM_EMAIL", "false");
    assertEquals(List.of(), Settings.of(set).get(RateLimitSettings.CONFIRM_EMAIL));
  }

  private static void rejected(String mentioned, Map<String, String> texts) {
    InvalidSettings invalid = assertThrows(InvalidSettings.class, () -> Settings.of(texts));
    assertEquals(1, invalid.problems().size(), invalid.getMessage());
    assertTrue(invalid.getMessage().contains(mentioned), invalid.getMessage());
  }
}
