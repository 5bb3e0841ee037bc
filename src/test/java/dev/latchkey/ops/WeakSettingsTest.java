package dev.latchkey.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeakSettingsTest {

  @Test
  void settings_ofAProductionServer_areNotNamed() {
    assertEquals(List.of(), weak());
  }

  @Test
  void settings_byDefault_areTheSecretAndTheProxy() {
    List<String> found = WeakSettings.in(Settings.of(Map.of()));
    assertEquals(3, found.size(), found::toString);
    assertTrue(
        found
            .get(0)
            .startsWith("SECRET_KEY is not set, nor is HEADLESS_JWT_PRIVATE_KEY: generated here"));
    assertTrue(found.get(1).startsWith("ALLAUTH_TRUSTED_PROXY_COUNT is 0: "));
    assertTrue(found.get(2).startsWith("ACCOUNT_REAUTHENTICATION_REQUIRED is false: "));
  }

  @ParameterizedTest
  @CsvSource({
    "ACCOUNT_RATE_LIMITS_ENABLED, false",
    "ACCOUNT_RATE_LIMITS_LOGIN_FAILED, false",
    "ACCOUNT_RATE_LIMITS_AUTHENTICATION_FAILED, false",
    "ACCOUNT_RATE_LIMITS_RECIPIENT, false",
    "ACCOUNT_PREVENT_ENUMERATION, false",
    "ACCOUNT_PASSWORD_MIN_LENGTH, 7",
    "HEADLESS_JWT_REFRESH_TOKEN_REUSE_DETECTION, false",
    "HEADLESS_JWT_ROTATE_REFRESH_TOKEN, false",
    "HEADLESS_JWT_ACCESS_TOKEN_EXPIRES_IN, 3601",
    "EMAIL_HOST, mail.example.org",
    "CORS_ALLOWED_ORIGINS, http://app.example.org:8080",
    "LATCHKEY_ALLOW_WEAK_SECRETS, true",
    "ACCOUNT_LOGIN_BY_CODE_ENABLED, true",
    "ACCOUNT_REAUTHENTICATION_REQUIRED, false",
    "HEADLESS_JWT_ALGORITHM, HS256",
    "HEADLESS_JWT_ALGORITHM, HS512",
    "HEADLESS_JWT_ISSUER, http://id.example.org",
    "HEADLESS_JWT_ISSUER, HTTP://id.example.org:8080/a",
    "HEADLESS_JWT_REFRESH_TOKEN_REUSE_INTERVAL, 61",
    "HEADLESS_FRONTEND_URLS_ACCOUNT_CONFIRM_EMAIL, http://app.example.org/verify/{key}",
    "HEADLESS_FRONTEND_URLS_ACCOUNT_RESET_PASSWORD, http://app.example.org/reset",
    "HEADLESS_FRONTEND_URLS_ACCOUNT_RESET_PASSWORD_FROM_KEY, http://app.example.org/#/reset?k={key}",
    "HEADLESS_FRONTEND_URLS_ACCOUNT_SIGNUP, http://localhost.example.org/",
    "HEADLESS_FRONTEND_URLS_SOCIALACCOUNT_LOGIN_ERROR, http://app.example.org/error",
    "LATCHKEY_BASE_URL, http://app.example.org",
    "LATCHKEY_MFA_REQUIRED, nobody",
    "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN, true"
  })
  void setting_weak_isNamedInOneSentence(String name, String value) {
    List<String> found = weak(name, value);
    assertEquals(1, found.size(), found::toString);
    assertTrue(found.get(0).startsWith(name + " ") && found.get(0).endsWith("."), found.get(0));
  }

  @ParameterizedTest
  @CsvSource({
    "EMAIL_HOST, localhost",
    "CORS_ALLOWED_ORIGINS, http://localhost:3000",
    "HEADLESS_JWT_ACCESS_TOKEN_EXPIRES_IN, 3600",
    "HEADLESS_SERVE_SPECIFICATION, true",
    "HEADLESS_JWT_ISSUER, shop",
    "HEADLESS_JWT_ISSUER, https://id.example.org",
    "HEADLESS_JWT_ISSUER, http://127.0.0.1:8080",
    "HEADLESS_JWT_REFRESH_TOKEN_REUSE_INTERVAL, 60",
    "HEADLESS_FRONTEND_URLS_ACCOUNT_SIGNUP, http://[::1]:3000/",
    "HEADLESS_FRONTEND_URLS_ACCOUNT_SIGNUP, shop://sign-up",
    "HEADLESS_FRONTEND_URLS_ACCOUNT_CONFIRM_EMAIL, http://localhost:3000/verify/{key}",
    "LATCHKEY_BASE_URL, http://localhost:8080",
    "LATCHKEY_MFA_REQUIRED, everyone",
    "LATCHKEY_BASE_URL, https://app.example.org"
  })
  void setting_notWeaker_isNotNamed(String name, String value) {
    assertEquals(List.of(), weak(name, value));
  }

  @ParameterizedTest
  @CsvSource({
    "ACCOUNT_LOGIN_BY_CODE_ENABLED, ACCOUNT_LOGIN_BY_CODE_FORMAT",
    "ACCOUNT_LOGIN_BY_CODE_REQUIRED, ACCOUNT_LOGIN_BY_CODE_FORMAT",
    "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED, ACCOUNT_EMAIL_VERIFICATION_BY_CODE_FORMAT",
    "ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED, ACCOUNT_PASSWORD_RESET_BY_CODE_FORMAT"
  })
  void codes_sixDigits_areNamedWhereTheyAreSent(String switched, String format) {
    String[] mandatory = {"ACCOUNT_EMAIL_VERIFICATION", "mandatory"};
    List<String> found =
        weak(mandatory[0], mandatory[1], switched, "true", format, "numeric,plain,6");
    assertEquals(1, found.size(), found::toString);
    assertTrue(found.get(0).startsWith(format + " makes codes of six digits: "), found.get(0));
    assertEquals(List.of(), weak(format, "numeric,plain,6"));
    for (String strong : List.of("numeric,plain,8", "alphanumeric,plain,6")) {
      assertEquals(List.of(), weak(mandatory[0], mandatory[1], switched, "true", format, strong));
    }
  }

  @Test
  void hmac_underItsOwnKey_isNotNamed() {
    assertEquals(
        List.of(),
        weak(
            "HEADLESS_JWT_ALGORITHM",
            "HS256",
            "HEADLESS_JWT_PRIVATE_KEY",
            "a key that signs tokens and opens nothing else"));
  }

  @Test
  void weakSecrets_whereTheyAreAllowed_areNamedOneByOne() {
    List<String> found =
        weak(
            "LATCHKEY_ALLOW_WEAK_SECRETS",
            "true",
            "SECRET_KEY",
            "changeme",
            "LATCHKEY_CLIENTS_SHOP_SECRET",
            "s");
    assertEquals(3, found.size(), found::toString);
    assertTrue(found.get(1).startsWith("SECRET_KEY has fewer than 32 characters"), found.get(1));
    assertTrue(found.get(2).startsWith("LATCHKEY_CLIENTS_SHOP_SECRET has fewer"), found.get(2));
  }

  @Test
  void settings_ofUnusedTokens_areNotNamed() {
    assertEquals(
        List.of(),
        weak("HEADLESS_TOKEN_STRATEGY", "session", "HEADLESS_JWT_ROTATE_REFRESH_TOKEN", "false"));
  }

  private static List<String> weak(String... settings) {
    Map<String, String> texts = new HashMap<>();
    texts.put(
        "SECRET_KEY",
        "a secret key for tests, longer than any hash that needs one: 0123456789abcdef");
    texts.put("ALLAUTH_TRUSTED_PROXY_COUNT", "1");
    texts.put("HEADLESS_TOKEN_STRATEGY", "jwt");
    texts.put("ACCOUNT_REAUTHENTICATION_REQUIRED", "true");
    for (int i = 0; i < settings.length; i += 2) {
      texts.put(settings[i], settings[i + 1]);
    }
    return WeakSettings.in(Settings.of(texts));
  }
}
