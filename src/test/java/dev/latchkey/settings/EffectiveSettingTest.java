package dev.latchkey.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.settings.SettingSource.Kind;
import dev.latchkey.settings.types.Secret;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectiveSettingTest {

  private static final String SECRET = "kX9-vq2-must-Rz7_mLw4Tj8pYs3Hd6-uBn1c";

  private final Settings settings =
      Settings.of(
          Map.of(
              "SECRET_KEY",
              SECRET,
              "LATCHKEY_PREVIOUS_SECRET_KEYS",
              SECRET + "1",
              "LATCHKEY_ADMIN_BOOTSTRAP_TOKEN",
              SECRET + "4",
              "LATCHKEY_CLIENTS_SHOP_SECRET",
              SECRET + "2",
              "EMAIL_HOST",
              "smtp.example.org",
              "EMAIL_HOST_USER",
              "me",
              "EMAIL_HOST_PASSWORD",
              SECRET + "3",
              "SMS_WEBHOOK_URL",
              "https://sms.example.org/send?apikey=" + SECRET,
              "AUDIT_RETENTION_DAYS",
              "7",
              "HEADLESS_JWT_CLAIMS_TENANT",
              "{tenant_id}"));

  private EffectiveSetting of(Setting<?> setting) {
    return settings.effective(setting);
  }

  @Test
  void secrets_areNeverShown_butWhetherTheyAreSet() {
    for (Setting<?> setting : SettingFamilies.settings()) {
      EffectiveSetting effective = of(setting);
      assertFalse(String.valueOf(effective).contains("must"), setting.toString());
      if (setting.secret()) {
        assertNull(effective.value(), setting.toString());
      }
    }
    assertTrue(of(ServerSettings.SECRET_KEY).isSet());
    assertTrue(of(ServerSettings.CLIENT_SECRETS).isSet());
    assertFalse(of(ServerSettings.METRICS_TOKEN).isSet());
  }

  /** What has a secret as its value is known as one, so that nothing needs a list of names. */
  @Test
  void settings_withSecretValues_areMarkedAsSecret() {
    for (Setting<?> setting : SettingFamilies.settings()) {
      if (hasSecret(settings.get(setting))) {
        assertTrue(setting.secret(), setting.toString());
      }
    }
  }

  private static boolean hasSecret(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.filter(EffectiveSettingTest::hasSecret).isPresent();
    }
    if (value instanceof Collection<?> items) {
      return items.stream().anyMatch(EffectiveSettingTest::hasSecret);
    }
    return value instanceof Map<?, ?> map ? hasSecret(map.values()) : value instanceof Secret;
  }

  @Test
  void values_areAsConfiguredOrTheDefault() {
    assertEquals("tenant={tenant_id}", of(JwtSettings.CLAIMS).value());
    assertEquals("7", of(ServerSettings.AUDIT_RETENTION).value());
    assertTrue(of(ServerSettings.AUDIT_RETENTION).isSet());
    EffectiveSetting limit = of(RateLimitSettings.LOGIN);
    assertEquals("30/m/ip", limit.value());
    assertEquals(Kind.DEFAULT, limit.source().kind());
    EffectiveSetting off =
        Settings.of(Map.of("ACCOUNT_RATE_LIMITS_ENABLED", "false"))
            .effective(RateLimitSettings.LOGIN);
    assertEquals("", off.value());
    EffectiveSetting byCode =
        Settings.of(
                Map.of(
                    "ACCOUNT_EMAIL_VERIFICATION",
                    "mandatory",
                    "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED",
                    "true"))
            .effective(RateLimitSettings.CONFIRM_EMAIL);
    assertEquals("1/10s/key", byCode.value());
  }

  @ParameterizedTest
  @CsvSource({
    "system properties, 7, , SYSTEM_PROPERTY",
    "environment, , 7, ENVIRONMENT",
    "PropertiesConfigSource[source=microprofile-config.properties], , , FILE",
    "server.xml variables, , , SERVER",
    "server.xml variables, 8, 9, SERVER",
    ", , , SERVER",
  })
  void source_isTheOneWithTheSameText(
      String name, String property, String variable, Kind expected) {
    Properties properties = new Properties();
    if (property != null) {
      properties.setProperty("audit.retention-days", property);
    }
    Map<String, String> environment =
        variable == null ? Map.of() : Map.of("AUDIT_RETENTION_DAYS", variable);
    SettingSource source =
        SettingSource.of(new Named("audit.retention-days", "7", name), properties, environment);
    assertEquals(new SettingSource(expected, name), source);
  }
}
