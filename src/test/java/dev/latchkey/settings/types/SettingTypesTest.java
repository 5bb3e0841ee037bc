package dev.latchkey.settings.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.HeadlessSettings;
import dev.latchkey.settings.InvalidSettings;
import dev.latchkey.settings.JwtSettings;
import dev.latchkey.settings.MailSettings;
import dev.latchkey.settings.ServerSettings;
import dev.latchkey.settings.Setting;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.SmsSettings;
import dev.latchkey.settings.types.RateLimit.Scope;
import dev.latchkey.settings.types.SignupFields.Field;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTypesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HEADLESS_SERVE_SPECIFICATION | maybe",
        "SMS_WEBHOOK_URL | http://sms.example.org/send",
        "SMS_WEBHOOK_URL | http://127.0.0.1.example.org/send",
        "SMS_WEBHOOK_URL | https://user:password@sms.example.org/send",
        "SMS_WEBHOOK_URL | https://sms.example.org/send#part",
        "SMS_WEBHOOK_URL | https://sms.example.org:65536/send",
        "SMS_WEBHOOK_URL | ftp://localhost/send",
        "SMS_WEBHOOK_URL | sms.example.org/send",
        "HEADLESS_TOKEN_STRATEGY | jwtt",
        "HEADLESS_TOKEN_STRATEGY | not.a class",
        "HEADLESS_CLIENTS | ios",
        "HEADLESS_FRONTEND_URLS_ACCOUNT_CONFIRM_EMAIL | https://spa.example.org/verify",
        "HEADLESS_FRONTEND_URLS_ACCOUNT_RESET_PASSWORD_FROM_KEY | https://spa.example.org/reset",
        "HEADLESS_FRONTEND_URLS_ACCOUNT_SIGNUP | signup",
        "HEADLESS_FRONTEND_URLS_ACCOUNT_SIGNUP | //evil.example/signup",
        "HEADLESS_FRONTEND_URLS_ACCOUNT_SIGNUP | javascript:alert(1)",
        "HEADLESS_FRONTEND_URLS_ACCOUNT_SIGNUP | https://spa.example.org/{other}",
        "HEADLESS_JWT_ACCESS_TOKEN_EXPIRES_IN | 0",
        "HEADLESS_JWT_ACCESS_TOKEN_EXPIRES_IN | 5m",
        "HEADLESS_JWT_ACCESS_TOKEN_EXPIRES_IN | 1.5",
        "HEADLESS_JWT_ACCESS_TOKEN_EXPIRES_IN | 99999999999999999999",
        "HEADLESS_JWT_REFRESH_TOKEN_REUSE_INTERVAL | -1",
        "HEADLESS_JWT_AUTHORIZATION_HEADER_SCHEME | two words",
        "HEADLESS_JWT_ISSUER | not a uri: at all",
        "HEADLESS_JWT_CLAIMS_SUB | x",
        "HEADLESS_JWT_CLAIMS_TOKEN_USE | x",
        "HEADLESS_JWT_CLAIMS_TENANT | {tenant",
        "ACCOUNT_LOGIN_METHODS | phone",
        "ACCOUNT_LOGIN_METHODS | email,",
        "ACCOUNT_SIGNUP_FIELDS | email*,phone",
        "ACCOUNT_SIGNUP_FIELDS | email*,email",
        "ACCOUNT_SIGNUP_FIELDS | email**",
        "ACCOUNT_PREVENT_ENUMERATION | sometimes",
        "ACCOUNT_LOGIN_BY_CODE_REQUIRED | password,magic",
        "ACCOUNT_LOGIN_BY_CODE_FORMAT | numeric",
        "ACCOUNT_LOGIN_BY_CODE_FORMAT | numeric,plain,4",
        "ACCOUNT_RATE_LIMITS_LOGIN | 10/m",
        "ACCOUNT_RATE_LIMITS_LOGIN | 0/m/ip",
        "ACCOUNT_RATE_LIMITS_LOGIN | 1/0s/ip",
        "ACCOUNT_RATE_LIMITS_LOGIN | 1/w/ip",
        "ACCOUNT_RATE_LIMITS_LOGIN | 99999999999/m/ip",
        "ACCOUNT_RATE_LIMITS_LOGIN | 1/m/ip,",
        "EMAIL_PORT | 65536",
        "DEFAULT_FROM_EMAIL | nobody",
        "CORS_ALLOWED_ORIGINS | https://app.example.org/path",
        "CORS_ALLOWED_ORIGINS | *",
        "CORS_ALLOWED_ORIGINS | null",
        "CORS_ALLOWED_ORIGINS | app.example.org",
        "CORS_ALLOWED_ORIGINS | https://app.example.org/",
        "CORS_ALLOWED_ORIGINS | https://*.example.org",
        "CORS_ALLOWED_ORIGINS | https://user@app.example.org",
        "CORS_ALLOWED_ORIGINS | https://app.example.org:0",
        "CORS_ALLOWED_ORIGINS | https://app.example.org:65536",
        "CORS_ALLOWED_ORIGINS | file://",
        "CORS_ALLOWED_ORIGINS | https://a.example.org https://b.example.org",
        "LATCHKEY_ADMIN_EMAILS | admin",
      })
  void value_invalid_isRejectedWithWhatIsAllowed(String name, String value) {
    InvalidSettings invalid =
        assertThrows(InvalidSettings.class, () -> Settings.of(Map.of(name, value)));
    assertEquals(1, invalid.problems().size());
    assertTrue(invalid.problems().get(0).startsWith(name + " (property "), invalid.getMessage());
    assertTrue(invalid.problems().get(0).contains("\"" + value + "\""), invalid.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "True", "yes", "on", "1"})
  void boolean_inAnySpelling_isRead(String text) {
    assertTrue(one(HeadlessSettings.SERVE_SPECIFICATION, text));
  }

  @Test
  void tokenStrategy_byItsOldName_isRead() {
    Setting<String> strategy = HeadlessSettings.TOKEN_STRATEGY;
    assertEquals(
        "session",
        one(strategy, "allauth.headless.tokens.strategies.sessions.SessionTokenStrategy"));
    assertEquals(
        "jwt", one(strategy, "allauth.headless.tokens.strategies.jwt.strategy.JWTTokenStrategy"));
    assertEquals("org.example.Mine$Inner", one(strategy, "org.example.Mine$Inner"));
  }

  @Test
  void signupFields_sayWhichAreRequired() {
    SignupFields fields = one(AccountSettings.SIGNUP_FIELDS, "username, email*, password1*");
    assertTrue(fields.asks(Field.USERNAME));
    assertFalse(fields.requires(Field.USERNAME));
    assertTrue(fields.requires(Field.EMAIL));
    assertFalse(fields.asks(Field.PASSWORD2));
    assertFalse(fields.requires(Field.PASSWORD2));
  }

  @Test
  void loginCode_isRequiredAlwaysNeverOrForSomeMethods() {
    assertTrue(one(AccountSettings.LOGIN_BY_CODE_REQUIRED, "true").appliesTo("anything"));
    assertFalse(one(AccountSettings.LOGIN_BY_CODE_REQUIRED, "false").appliesTo("password"));
    assertTrue(one(AccountSettings.LOGIN_BY_CODE_REQUIRED, "password").appliesTo("password"));
    assertFalse(one(AccountSettings.LOGIN_BY_CODE_REQUIRED, "password").appliesTo("code"));
  }

  @Test
  void codeFormat_valid_isRead() {
    assertEquals(
        new CodeFormat(false, true, 8),
        Settings.of(Map.of()).get(AccountSettings.LOGIN_BY_CODE_FORMAT));
    assertEquals(
        new CodeFormat(true, false, 6),
        one(AccountSettings.LOGIN_BY_CODE_FORMAT, "numeric,plain,6"));
  }

  @Test
  void rateLimit_valid_isRead() {
    assertEquals(
        List.of(
            new RateLimit(10, Duration.ofMinutes(1), Scope.IP),
            new RateLimit(5, Duration.ofSeconds(300), Scope.KEY)),
        RateLimits.parse("10/m/ip, 5/300s/key"));
    assertEquals(
        List.of(new RateLimit(1, Duration.ofHours(2), Scope.USER)), RateLimits.parse("1/2h/user"));
    assertEquals(
        List.of(new RateLimit(1, Duration.ofDays(1), Scope.USER)), RateLimits.parse("1/d/user"));
    assertEquals(List.of(), RateLimits.parse("false"));
    assertEquals(List.of(), RateLimits.parse(""));
  }

  @Test
  void origin_isNormalizedAsBrowsersDo() {
    assertEquals(
        List.of("https://app.example.org", "http://localhost:3000", "http://[::1]:8080"),
        one(
            ServerSettings.CORS_ALLOWED_ORIGINS,
            "HTTPS://App.Example.org:443, http://localhost:3000,http://[::1]:8080"));
  }

  @Test
  void value_ofEveryOtherType_isRead() {
    assertEquals(
        List.of("https://a.example.org", "capacitor://localhost"),
        one(ServerSettings.CORS_ALLOWED_ORIGINS, "https://a.example.org, capacitor://localhost"));
    assertEquals(
        Set.of(LoginMethod.USERNAME, LoginMethod.EMAIL),
        one(
            AccountSettings.LOGIN_METHODS,
            "email,username",
            Map.of("ACCOUNT_SIGNUP_FIELDS", "email*,username*")));
    assertEquals(
        Optional.of(Path.of("/keys/k.pem")), one(JwtSettings.PRIVATE_KEY_FILE, "/keys/k.pem"));
    assertEquals(Duration.ofDays(30), one(JwtSettings.KEY_ROTATION, "30"));
    assertEquals(EnumerationPrevention.STRICT, one(AccountSettings.PREVENT_ENUMERATION, "strict"));
    assertEquals(EnumerationPrevention.OFF, one(AccountSettings.PREVENT_ENUMERATION, "False"));
    assertEquals(
        "Latchkey <id@example.org>",
        one(MailSettings.DEFAULT_FROM_EMAIL, "Latchkey <id@example.org>"));
  }

  private static <T> T one(Setting<T> setting, String text) {
    return one(setting, text, Map.of());
  }

  private static <T> T one(Setting<T> setting, String text, Map<String, String> others) {
    Map<String, String> texts = new HashMap<>(others);
    texts.put(setting.environmentName(), text);
    return Settings.of(texts).get(setting);
  }

  @Test
  void token_invalidInAHeader_isRejectedAndNotShown() {
    Map<String, String> texts =
        Map.of("SMS_WEBHOOK_URL", "https://sms.example.org/", "SMS_WEBHOOK_TOKEN", "two words");
    String message = assertThrows(InvalidSettings.class, () -> Settings.of(texts)).getMessage();
    assertTrue(message.contains("SMS_WEBHOOK_TOKEN"), message);
    assertFalse(message.contains("two words"), message);
  }

  @Test
  void token_withoutWebhook_isRejected() {
    assertThrows(
        InvalidSettings.class,
        () -> Settings.of(Map.of("SMS_WEBHOOK_TOKEN", "a-word-between-server-and-gateway")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://sms.example.org/send?x=1",
        "http://localhost:8080/",
        "http://127.0.0.1/send",
        "http://[::1]:8080/send"
      })
  void webhookUrl_withoutTls_isRejected(String url) {
    Settings settings = Settings.of(Map.of("SMS_WEBHOOK_URL", url));
    assertEquals(url, settings.get(SmsSettings.WEBHOOK_URL).orElseThrow().toString());
  }
}
