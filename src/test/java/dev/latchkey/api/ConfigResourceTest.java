package dev.latchkey.api;

import static dev.latchkey.api.exchange.ApiWorld.body;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.flows.signup.SignupPolicy;
import dev.latchkey.flows.signup.SignupRules;
import dev.latchkey.settings.Settings;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigResourceTest {

  private static final SignupRules OPEN = new SignupRules(List.of());

  @Test
  void config_byDefault_isThatOfTheSettings() {
    JsonObject account = account(Map.of(), OPEN);
    assertEquals("[\"email\"]", account.getJsonArray("login_methods").toString());
    assertEquals("email", account.getString("authentication_method"));
    assertTrue(account.getBoolean("is_open_for_signup"));
    assertFalse(account.getBoolean("login_by_code_enabled"));
    assertFalse(account.getBoolean("email_verification_by_code_enabled"));
    assertFalse(account.getBoolean("password_reset_by_code_enabled"));
  }

  @ParameterizedTest
  @CsvSource({
    "login_by_code_enabled, ACCOUNT_LOGIN_BY_CODE_ENABLED",
    "password_reset_by_code_enabled, ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED",
    "email_verification_by_code_enabled, ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED"
  })
  void flag_ofAnEnabledSetting_isTrue(String flag, String setting) {
    Map<String, String> settings =
        Map.of("ACCOUNT_EMAIL_VERIFICATION", "mandatory", setting, "true");
    assertTrue(account(settings, OPEN).getBoolean(flag));
  }

  @ParameterizedTest
  @CsvSource({"username, username", "'username,email', username_email"})
  void authenticationMethod_ofOlderClients_combinesTheLoginMethods(String methods, String word) {
    Map<String, String> settings =
        Map.of(
            "ACCOUNT_LOGIN_METHODS",
            methods,
            "ACCOUNT_SIGNUP_FIELDS",
            "email*,username*,password1*");
    assertEquals(word, account(settings, OPEN).getString("authentication_method"));
  }

  @Test
  void signup_closedByThePolicy_isNotOpen() {
    SignupPolicy closed =
        new SignupPolicy() {
          @Override
          public boolean isOpen() {
            return false;
          }
        };
    assertFalse(
        account(Map.of(), new SignupRules(List.of(closed))).getBoolean("is_open_for_signup"));
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void trackActivity_isThatOfTheSetting(boolean tracked) {
    JsonObject data = data(Map.of("USERSESSIONS_TRACK_ACTIVITY", Boolean.toString(tracked)), OPEN);
    assertEquals(tracked, data.getJsonObject("usersessions").getBoolean("track_activity"));
  }

  private static JsonObject account(Map<String, String> settings, SignupRules rules) {
    return data(settings, rules).getJsonObject("account");
  }

  private static JsonObject data(Map<String, String> settings, SignupRules rules) {
    ConfigResource resource = new ConfigResource();
    resource.settings = Settings.of(settings);
    resource.signup = rules;
    return body(200, resource.get()).getJsonObject("data");
  }
}
