package dev.latchkey.settings;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.jose.SigningAlgorithm;
import dev.latchkey.settings.types.LoginMethod;
import dev.latchkey.settings.types.Secret;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SettingsTest {

  @Test
  void settings_byDefault_haveValues() {
    Settings settings = Settings.of(Map.of());
    SettingFamilies.settings()
        .forEach(setting -> assertNotNull(settings.get(setting), setting::toString));
    assertEquals(SigningAlgorithm.RS256, settings.get(JwtSettings.ALGORITHM));
    assertEquals(Duration.ofSeconds(300), settings.get(JwtSettings.ACCESS_TOKEN_EXPIRES_IN));
    assertEquals(Duration.ofDays(14), settings.get(SessionSettings.COOKIE_AGE));
    assertEquals(Set.of(LoginMethod.EMAIL), settings.get(AccountSettings.LOGIN_METHODS));
    assertEquals(Optional.empty(), settings.get(ServerSettings.SECRET_KEY));
    assertEquals(List.of(), settings.get(ServerSettings.CORS_ALLOWED_ORIGINS));
    assertEquals(List.of(), settings.unknown());
  }

  @Test
  void constants_areInAFamilyUnderDistinctNames() {
    Set<Object> constants = new HashSet<>();
    Stream.of(
            ServerSettings.class,
            HeadlessSettings.class,
            JwtSettings.class,
            SessionSettings.class,
            CsrfSettings.class,
            AccountSettings.class,
            MfaSettings.class,
            TrustSettings.class,
            RateLimitSettings.class,
            MailSettings.class,
            SmsSettings.class)
        .flatMap(family -> Stream.of(family.getDeclaredFields()))
        .filter(
            field ->
                Modifier.isPublic(field.getModifiers())
                    && Setting.class.isAssignableFrom(field.getType()))
        .forEach(field -> constants.add(assertDoesNotThrow(() -> field.get(null))));
    assertEquals(constants, Set.copyOf(SettingFamilies.settings()));
    assertEquals(
        constants.size(),
        SettingFamilies.settings().stream().map(Setting::environmentName).distinct().count());
  }

  @Test
  void environmentName_isDerivedFromTheProperty() {
    assertEquals(
        "headless.jwt.access-token-expires-in", JwtSettings.ACCESS_TOKEN_EXPIRES_IN.property());
    assertEquals(
        "HEADLESS_JWT_ACCESS_TOKEN_EXPIRES_IN",
        JwtSettings.ACCESS_TOKEN_EXPIRES_IN.environmentName());
    assertEquals("ACCOUNT_RATE_LIMITS_LOGIN", RateLimitSettings.LOGIN.environmentName());
    assertEquals("SECRET_KEY", ServerSettings.SECRET_KEY.environmentName());
    assertEquals(
        "ALLAUTH_TRUSTED_PROXY_COUNT", ServerSettings.TRUSTED_PROXY_COUNT.environmentName());
    assertEquals("HEADLESS_JWT_CLAIMS_<NAME>", JwtSettings.CLAIMS.environmentName());
  }

  @Test
  void setting_inEitherSpelling_isRead() {
    assertEquals(
        SigningAlgorithm.ES256,
        Settings.of(Map.of("HEADLESS_JWT_ALGORITHM", "ES256")).get(JwtSettings.ALGORITHM));
    assertEquals(
        SigningAlgorithm.ES256,
        Settings.of(Map.of("headless.jwt.algorithm", " es256 ")).get(JwtSettings.ALGORITHM));
  }

  @Test
  void value_blank_countsAsNotSet() {
    Settings settings =
        Settings.of(
            Map.of("HEADLESS_JWT_ALGORITHM", "", "SECRET_KEY", "  ", "HEADLESS_JWT_CLAIMS_X", ""));
    assertEquals(SigningAlgorithm.RS256, settings.get(JwtSettings.ALGORITHM));
    assertEquals(Optional.empty(), settings.get(ServerSettings.SECRET_KEY));
    assertEquals(Map.of(), settings.get(JwtSettings.CLAIMS));
  }

  @Test
  void problems_areReportedTogether() {
    InvalidSettings invalid =
        assertThrows(
            InvalidSettings.class,
            () ->
                Settings.of(
                    Map.of(
                        "HEADLESS_JWT_ALGORITHM", "none",
                        "session.cookie-age", "-1",
                        "EMAIL_USE_TLS", "true",
                        "EMAIL_USE_SSL", "true")));
    assertEquals(3, invalid.problems().size());
    assertTrue(
        invalid
            .getMessage()
            .contains("HEADLESS_JWT_ALGORITHM (property headless.jwt.algorithm) is \"none\""));
    assertTrue(invalid.getMessage().contains("`RS256`"));
    assertTrue(
        invalid
            .getMessage()
            .contains("SESSION_COOKIE_AGE (property session.cookie-age) is \"-1\""));
    assertTrue(
        invalid.getMessage().contains("EMAIL_USE_TLS and EMAIL_USE_SSL must not both be true"));
  }

  @Test
  void secret_isInNoMessage() {
    InvalidSettings invalid =
        assertThrows(
            InvalidSettings.class,
            () -> Settings.of(Map.of("latchkey.clients.a b.secret", "tell-nobody")));
    assertTrue(invalid.getMessage().contains("latchkey.clients.a b.secret"));
    assertFalse(invalid.getMessage().contains("tell-nobody"));
    invalid =
        assertThrows(
            InvalidSettings.class,
            () ->
                Settings.of(
                    Map.of(
                        "HEADLESS_JWT_PRIVATE_KEY",
                        "tell-nobody",
                        "HEADLESS_JWT_PRIVATE_KEY_FILE",
                        "k")));
    assertFalse(invalid.getMessage().contains("tell-nobody"));
    assertFalse(Secret.of("tell-nobody").toString().contains("tell"));
  }

  @Test
  void secret_isReadVerbatim() {
    String key = " a secret key with spaces at both of its ends \n";
    Settings settings = Settings.of(Map.of("SECRET_KEY", key));
    assertEquals(key, settings.get(ServerSettings.SECRET_KEY).orElseThrow().reveal());
    assertEquals(Optional.of(Secret.of(key)), settings.get(ServerSettings.SECRET_KEY));
  }

  @Test
  void value_longOrWithControlCharacters_isShortenedInMessages() {
    InvalidSettings invalid =
        assertThrows(
            InvalidSettings.class,
            () -> Settings.of(Map.of("EMAIL_PORT", "1\r\n" + "2".repeat(1000))));
    assertTrue(invalid.getMessage().length() < 400);
    assertFalse(invalid.problems().get(0).contains("\n"));
  }

  @Test
  void name_unknownUnderOurPrefixes_isListedWithASuggestion() {
    Settings settings =
        Settings.of(
            Map.of(
                "HEADLESS_JWT_ALGORITM", "RS256",
                "account.adapter", "x",
                "ACCOUNT_RATE_LIMITS_NOTHING_LIKE_IT", "1/s/ip",
                "PATH", "/bin",
                "SESSION_MANAGER", "local",
                "HEADLESS_JWT_CLAIMS_TENANT", "{tenant}",
                "LATCHKEY_CLIENTS_A_SECRET", "a-secret-of-one-client-and-of-no-other"));
    assertEquals(
        List.of(
            "ACCOUNT_RATE_LIMITS_NOTHING_LIKE_IT",
            "HEADLESS_JWT_ALGORITM (HEADLESS_JWT_ALGORITHM?)",
            "account.adapter"),
        settings.unknown());
  }
}
