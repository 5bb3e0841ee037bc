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
  void aServerThatIsSetUpAsItShouldBeHasNone() {
    assertEquals(List.of(), weak());
  }

  @Test
  void byDefaultTheSecretAndTheProxyAreNamed() {
    List<String> found = WeakSettings.in(Settings.of(Map.of()));
    assertEquals(2, found.size(), found::toString);
    assertTrue(
        found
            .get(0)
            .startsWith("SECRET_KEY is not set, nor is HEADLESS_JWT_PRIVATE_KEY: made here"));
    assertTrue(found.get(1).startsWith("ALLAUTH_TRUSTED_PROXY_COUNT is 0: "));
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
    "CORS_ALLOWED_ORIGINS, http://app.example.org:8080"
  })
  void aWeakSettingIsNamedInOneSentence(String name, String value) {
    List<String> found = weak(name, value);
    assertEquals(1, found.size(), found::toString);
    assertTrue(found.get(0).startsWith(name + " ") && found.get(0).endsWith("."), found.get(0));
  }

  @ParameterizedTest
  @CsvSource({
    "EMAIL_HOST, localhost",
    "CORS_ALLOWED_ORIGINS, http://localhost:3000",
    "HEADLESS_JWT_ACCESS_TOKEN_EXPIRES_IN, 3600",
    "HEADLESS_SERVE_SPECIFICATION, true"
  })
  void whatDoesNotMakeItWeakerIsNot(String name, String value) {
    assertEquals(List.of(), weak(name, value));
  }

  @Test
  void settingsOfTokensThatAreNotHandedOutDoNotMatter() {
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
    for (int i = 0; i < settings.length; i += 2) {
      texts.put(settings[i], settings[i + 1]);
    }
    return WeakSettings.in(Settings.of(texts));
  }
}
