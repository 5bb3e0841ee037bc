package dev.latchkey.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.flows.signup.SignupPolicy;
import dev.latchkey.flows.signup.SignupRules;
import dev.latchkey.settings.Settings;
import dev.latchkey.web.FakeRequest;
import dev.latchkey.web.FakeResponse;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountSettingsServletTest {

  private final FakeResponse response = new FakeResponse();
  private List<SignupPolicy> policies = List.of();

  @Test
  void settings_byDefault_areThoseOfTheServer() throws IOException {
    JsonObject json = read(Map.of());
    assertEquals("_allauth/browser/v1", json.getString("api"));
    assertEquals("csrftoken", json.getJsonObject("csrf").getString("cookie"));
    assertEquals("X-CSRFToken", json.getJsonObject("csrf").getString("header"));
    assertEquals(
        "[{\"name\":\"email\",\"required\":true},{\"name\":\"password\",\"required\":true}]",
        json.getJsonObject("signup").getJsonArray("fields").toString());
    assertFalse(json.getJsonObject("signup").getBoolean("passkey"));
    assertEquals(8, json.getInt("password_min_length"));
    assertEquals(900, json.getInt("login_timeout"));
    assertFalse(json.getBoolean("trust"));
    assertFalse(json.getBoolean("account_deletion"));
    assertEquals("application/json", response.header("Content-Type"));
  }

  @Test
  void settings_thatAreConfigured_arePassedOn() throws IOException {
    JsonObject json =
        read(
            Map.of(
                "HEADLESS_MOUNT_PATH", "/auth/api",
                "CSRF_COOKIE_NAME", "__Host-csrftoken",
                "CSRF_HEADER_NAME", "X-Csrf",
                "ACCOUNT_SIGNUP_FIELDS", "username,email*,password1",
                "ACCOUNT_PASSWORD_MIN_LENGTH", "12",
                "ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND", "true",
                "MFA_TRUST_ENABLED", "true"));
    assertEquals("auth/api/browser/v1", json.getString("api"));
    assertEquals("__Host-csrftoken", json.getJsonObject("csrf").getString("cookie"));
    assertEquals("X-Csrf", json.getJsonObject("csrf").getString("header"));
    assertEquals(
        "[{\"name\":\"email\",\"required\":true},{\"name\":\"username\",\"required\":false},"
            + "{\"name\":\"password\",\"required\":false}]",
        json.getJsonObject("signup").getJsonArray("fields").toString());
    assertEquals(12, json.getInt("password_min_length"));
    assertTrue(json.getJsonObject("login_code").getBoolean("resend"));
    assertTrue(json.getBoolean("trust"));
  }

  @Test
  void fields_ofTheApplication_areAmongThose() throws IOException {
    policies =
        List.of(
            new SignupPolicy() {
              @Override
              public Map<String, Boolean> furtherFields() {
                return Map.of("company", true);
              }
            });
    assertTrue(
        read(Map.of())
            .getJsonObject("signup")
            .getJsonArray("fields")
            .toString()
            .endsWith(",{\"name\":\"company\",\"required\":true}]"));
  }

  @Test
  void settings_ofPagesSwitchedOff_areNotThere() throws IOException {
    serve(Map.of("LATCHKEY_ACCOUNT_PAGES", "false"));
    assertEquals(404, response.status());
    assertEquals("", response.text());
  }

  private JsonObject read(Map<String, String> settings) throws IOException {
    serve(settings);
    return response.json();
  }

  private void serve(Map<String, String> texts) throws IOException {
    AccountSettingsServlet servlet = new AccountSettingsServlet();
    servlet.settings = Settings.of(texts);
    servlet.signup = new SignupRules(policies);
    servlet.pages = new Pages(servlet.settings);
    servlet.doGet(
        new FakeRequest("GET", AccountSettingsServlet.PATH).asServed(), response.asServed());
  }
}
