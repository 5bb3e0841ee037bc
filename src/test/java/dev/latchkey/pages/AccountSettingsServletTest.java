package dev.latchkey.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.flows.signup.SignupPolicy;
import dev.latchkey.flows.signup.SignupRules;
import dev.latchkey.settings.Settings;
import dev.latchkey.web.FakeRequest;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AccountSettingsServletTest {

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final Map<String, Object> calls = new TreeMap<>();
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
    assertEquals("application/json", calls.get("setContentType"));
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
    assertEquals(404, calls.get("sendError"));
    assertEquals(0, body.size());
  }

  private JsonObject read(Map<String, String> settings) throws IOException {
    serve(settings);
    return Json.createReader(new StringReader(body.toString(UTF_8))).readObject();
  }

  private void serve(Map<String, String> texts) throws IOException {
    AccountSettingsServlet servlet = new AccountSettingsServlet();
    servlet.settings = Settings.of(texts);
    servlet.signup = new SignupRules(policies);
    servlet.pages = new Pages(servlet.settings);
    servlet.doGet(new FakeRequest("GET", AccountSettingsServlet.PATH).asServed(), response());
  }

  private HttpServletResponse response() {
    return (HttpServletResponse)
        Proxy.newProxyInstance(
            AccountSettingsServletTest.class.getClassLoader(),
            new Class<?>[] {HttpServletResponse.class},
            (proxy, called, arguments) -> {
              if (called.getName().equals("getOutputStream")) {
                return new Output();
              }
              calls.put(called.getName(), arguments[0]);
              return null;
            });
  }

  private final class Output extends ServletOutputStream {

    @Override
    public void write(int b) {
      body.write(b);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException();
    }
  }
}
