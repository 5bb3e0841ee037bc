package dev.latchkey.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.settings.types.Secret;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SharedSecretsTest {

  private static final String OTHER = "Zx8Qw3Er5Ty7Ui9Op1As2Df4Gh6Jk0Lm";
  private static final List<String> SETTINGS =
      List.of(
          "SECRET_KEY",
          "LATCHKEY_PREVIOUS_SECRET_KEYS",
          "LATCHKEY_CLIENTS_SHOP_SECRET",
          "LATCHKEY_METRICS_TOKEN",
          "LATCHKEY_ADMIN_BOOTSTRAP_TOKEN",
          "SMS_WEBHOOK_TOKEN",
          "HEADLESS_JWT_PRIVATE_KEY");
  private static final String STRONG = "kq7RwT2mZ9xVb4LdNf6YhJ3sGc8PaEuX";
  private static final List<String> WEAK =
      List.of(
          "changeme",
          "s",
          "password12345678901234567890123456",
          "xyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxy");

  static Stream<Arguments> everySettingWithEveryWeakSecret() {
    return SETTINGS.stream().flatMap(s -> WEAK.stream().map(weak -> Arguments.of(s, weak)));
  }

  @ParameterizedTest
  @MethodSource("everySettingWithEveryWeakSecret")
  void secret_weak_stopsTheDeploymentAndIsNotShown(String setting, String weak) {
    InvalidSettings invalid =
        assertThrows(InvalidSettings.class, () -> Settings.of(with(setting, weak)));
    assertEquals(1, invalid.problems().size(), invalid::getMessage);
    String problem = invalid.problems().get(0);
    assertTrue(problem.startsWith(setting + " (property "), problem);
    assertTrue(problem.contains("allowed: at least "), problem);
    assertFalse(weak.length() > 8 && problem.contains(weak), problem);
  }

  @ParameterizedTest
  @MethodSource("everySettingWithEveryWeakSecret")
  void secret_weakWhereThatIsAllowed_isTaken(String setting, String weak) {
    Map<String, String> texts = with(setting, weak);
    texts.put("LATCHKEY_ALLOW_WEAK_SECRETS", "true");
    List<String> found = SharedSecrets.weaknesses(Settings.of(texts));
    assertEquals(1, found.size(), found::toString);
    assertTrue(found.get(0).startsWith(setting + " "), found.get(0));
    assertFalse(weak.length() > 8 && found.get(0).contains(weak), found.get(0));
  }

  @Test
  void secrets_strong_raiseNoComplaint() {
    Map<String, String> texts = new HashMap<>();
    SETTINGS.forEach(setting -> texts.putAll(with(setting, "9f86d081884c7d659a2feaa0c55ad015")));
    texts.put("SECRET_KEY", STRONG);
    assertEquals(List.of(), SharedSecrets.weaknesses(Settings.of(texts)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        STRONG + "| must not contain the value of SECRET_KEY",
        OTHER + "," + STRONG + "| must not contain the value of SECRET_KEY",
        OTHER + " ," + OTHER + "| must not contain a value twice",
        OTHER + ",| allowed: values of",
        OTHER + ",too short| has fewer than 32 characters"
      })
  void previousSecretKeys_unusable_stopTheDeploymentAndAreNotShown(String keys, String problem) {
    Map<String, String> texts = Map.of("SECRET_KEY", STRONG, "LATCHKEY_PREVIOUS_SECRET_KEYS", keys);
    InvalidSettings invalid = assertThrows(InvalidSettings.class, () -> Settings.of(texts));
    assertEquals(1, invalid.problems().size(), invalid::getMessage);
    assertTrue(invalid.getMessage().contains("LATCHKEY_PREVIOUS_SECRET_KEYS"), invalid::getMessage);
    assertTrue(invalid.getMessage().contains(problem), invalid::getMessage);
    for (String key : List.of(STRONG, OTHER, "too short")) {
      assertFalse(invalid.getMessage().contains(key), invalid::getMessage);
    }
  }

  @Test
  void previousSecretKeys_withoutASecretKey_stopTheDeployment() {
    InvalidSettings invalid =
        assertThrows(
            InvalidSettings.class,
            () -> Settings.of(Map.of("LATCHKEY_PREVIOUS_SECRET_KEYS", OTHER)));
    assertTrue(invalid.getMessage().contains("needs SECRET_KEY"), invalid::getMessage);
    assertFalse(invalid.getMessage().contains(OTHER), invalid::getMessage);
  }

  @Test
  void previousSecretKeys_withCommas_areWrittenWithABackslash() {
    Settings settings =
        Settings.of(
            Map.of(
                "SECRET_KEY",
                STRONG,
                "LATCHKEY_PREVIOUS_SECRET_KEYS",
                OTHER + ", with\\,comma-" + OTHER));
    assertEquals(
        List.of(Secret.of(OTHER), Secret.of("with,comma-" + OTHER)),
        settings.get(ServerSettings.PREVIOUS_SECRET_KEYS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "ES256", "EdDSA"})
  void privateKey_asymmetric_isNoSharedSecret(String algorithm) {
    Map<String, String> texts = with("HEADLESS_JWT_PRIVATE_KEY", "judged by its own rules");
    texts.put("HEADLESS_JWT_ALGORITHM", algorithm);
    assertEquals(List.of(), SharedSecrets.weaknesses(Settings.of(texts)));
  }

  @Test
  void everySecretSetting_isJudgedOrExcused() {
    // The mail server's password is chosen where that server is.
    List<String> excused = List.of("EMAIL_HOST_PASSWORD");
    List<String> judged =
        SETTINGS.stream().map(s -> s.replace("CLIENTS_SHOP", "CLIENTS_<ID>")).toList();
    for (Setting<?> setting : SettingFamilies.settings()) {
      if (setting.secret()) {
        String name = setting.environmentName();
        assertTrue(judged.contains(name) || excused.contains(name), name);
      }
    }
  }

  private static Map<String, String> with(String setting, String secret) {
    Map<String, String> texts = new HashMap<>();
    texts.put("SMS_WEBHOOK_URL", "https://sms.example.org/");
    if (setting.equals("LATCHKEY_PREVIOUS_SECRET_KEYS")) {
      texts.put("SECRET_KEY", STRONG);
    }
    texts.put(setting, secret);
    if (setting.equals("HEADLESS_JWT_PRIVATE_KEY")) {
      texts.put("HEADLESS_JWT_ALGORITHM", "HS256");
    }
    return texts;
  }
}
