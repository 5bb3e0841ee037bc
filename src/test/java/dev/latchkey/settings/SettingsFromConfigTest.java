package dev.latchkey.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.jose.SigningAlgorithm;
import dev.latchkey.settings.types.RateLimits;
import dev.latchkey.settings.types.Secret;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

class SettingsFromConfigTest {

  private static final String ONE = "a-secret-of-one-client-and-of-no-other";
  private static final String TWO = "another-secret-of-a-second-client-alone";

  @Test
  void environmentVariable_setsItsSetting() {
    Settings settings =
        Settings.read(
            config(
                Map.of(
                    "HEADLESS_JWT_ACCESS_TOKEN_EXPIRES_IN", "2",
                    "ACCOUNT_RATE_LIMITS_LOGIN_FAILED", "3/m/key",
                    "HEADLESS_FRONTEND_URLS_ACCOUNT_SIGNUP", "https://spa.example.org/signup",
                    "HEADLESS_JWT_CLAIMS_TENANT_ID", "{tenant_id}"),
                Map.of()));
    assertEquals(2, settings.get(JwtSettings.ACCESS_TOKEN_EXPIRES_IN).toSeconds());
    assertEquals(RateLimits.parse("3/m/key"), settings.get(RateLimitSettings.LOGIN_FAILED));
    assertTrue(settings.get(HeadlessSettings.FRONTEND_URLS_ACCOUNT_SIGNUP).isPresent());
    assertEquals(Map.of("tenant_id", "{tenant_id}"), settings.get(JwtSettings.CLAIMS));
    assertEquals(List.of(), settings.unknown());
  }

  @Test
  void environmentVariable_overridesFiles() {
    Settings settings =
        Settings.read(
            config(
                Map.of("HEADLESS_JWT_ALGORITHM", "ES256", "HEADLESS_JWT_CLAIMS_PLAN", "gold"),
                Map.of(
                    "headless.jwt.algorithm", "PS256",
                    "headless.jwt.claims.Plan", "none",
                    "session.cookie-age", "7")));
    assertEquals(SigningAlgorithm.ES256, settings.get(JwtSettings.ALGORITHM));
    assertEquals(Map.of("Plan", "gold"), settings.get(JwtSettings.CLAIMS));
    assertEquals(7, settings.get(SessionSettings.COOKIE_AGE).toSeconds());
  }

  @Test
  void property_inEitherSpelling_isReadFromTheSourceOfHigherOrdinal() {
    Config config =
        new SmallRyeConfigBuilder()
            .withSources(new EnvConfigSource(Map.of("HEADLESS_JWT_ALGORITHM", "ES256"), 300))
            .withSources(
                new PropertiesConfigSource(
                    Map.of("HEADLESS_JWT_ALGORITHM", "PS256"), "system", 400))
            .build();
    assertEquals(SigningAlgorithm.PS256, Settings.read(config).get(JwtSettings.ALGORITHM));
  }

  @Test
  void environmentVariable_empty_countsAsNotSet() {
    Settings settings =
        Settings.read(
            config(
                Map.of("HEADLESS_JWT_ALGORITHM", "", "LATCHKEY_CLIENTS_A_SECRET", ""), Map.of()));
    assertEquals(SigningAlgorithm.RS256, settings.get(JwtSettings.ALGORITHM));
    assertEquals(Map.of(), settings.get(ServerSettings.CLIENT_SECRETS));
  }

  @Test
  void environmentVariable_unknown_isListedOnce() {
    Settings settings =
        Settings.read(
            config(Map.of("HEADLESS_JWT_ALGORITM", "ES256"), Map.of("account.nope", "1")));
    assertEquals(
        List.of("HEADLESS_JWT_ALGORITM (HEADLESS_JWT_ALGORITHM?)", "account.nope"),
        settings.unknown());
  }

  @Test
  void client_inPropertySpelling_keepsItsId() {
    Settings settings =
        Settings.read(
            config(
                Map.of("LATCHKEY_CLIENTS_ORDERS_SECRET", ONE),
                Map.of("latchkey.clients.Web-Shop.secret", TWO)));
    assertEquals(
        Map.of("orders", Secret.of(ONE), "Web-Shop", Secret.of(TWO)),
        settings.get(ServerSettings.CLIENT_SECRETS));
  }

  @Test
  void reference_toAnUnknownProperty_isRejected() {
    Map<String, String> environment =
        Map.of("SECRET_KEY", "tell-${nobody.knows}", "EMAIL_HOST", "${no.host}");
    InvalidSettings invalid =
        assertThrows(InvalidSettings.class, () -> Settings.read(config(environment, Map.of())));
    assertEquals(2, invalid.problems().size());
    assertFalse(invalid.getMessage().contains("tell-"));
  }

  @Test
  void dollar_escaped_isNoReference() {
    Settings settings =
        Settings.read(
            config(Map.of("SECRET_KEY", "a\\${b} in a key that is long enough"), Map.of()));
    assertEquals(
        "a${b} in a key that is long enough",
        settings.get(ServerSettings.SECRET_KEY).orElseThrow().reveal());
  }

  private static Config config(Map<String, String> environment, Map<String, String> file) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withSources(new EnvConfigSource(environment, 300))
        .withSources(new PropertiesConfigSource(file, "microprofile-config.properties", 100))
        .build();
  }
}
