package dev.latchkey.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.settings.Settings;
import dev.latchkey.web.FakeRequest;
import dev.latchkey.web.FakeResponse;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminSettingsServletTest {

  private final FakeResponse response = new FakeResponse();

  @Test
  void settings_byDefault_areThoseOfTheServer() throws IOException {
    JsonObject json = read(Map.of());
    assertEquals("_allauth/browser/v1", json.getString("api"));
    assertEquals("_latchkey/admin/v1", json.getString("admin"));
    assertEquals("csrftoken", json.getJsonObject("csrf").getString("cookie"));
    assertEquals("account/", json.getString("login"));
    assertEquals(8, json.getInt("password_min_length"));
  }

  @Test
  void settings_thatAreConfigured_arePassedOn() throws IOException {
    JsonObject json =
        read(
            Map.of(
                "HEADLESS_MOUNT_PATH", "/auth/api",
                "CSRF_HEADER_NAME", "X-Csrf",
                "ACCOUNT_PASSWORD_MIN_LENGTH", "12"));
    assertEquals("auth/api/browser/v1", json.getString("api"));
    assertEquals("X-Csrf", json.getJsonObject("csrf").getString("header"));
    assertEquals(12, json.getInt("password_min_length"));
  }

  @Test
  void login_withoutAccountPages_isElsewhere() throws IOException {
    assertTrue(read(Map.of("LATCHKEY_ACCOUNT_PAGES", "false")).isNull("login"));
  }

  @ParameterizedTest
  @CsvSource({"LATCHKEY_ADMIN_PAGES, false", "HEADLESS_CLIENTS, app"})
  void settings_ofPagesSwitchedOff_areNotThere(String name, String value) throws IOException {
    serve(Map.of(name, value));
    assertEquals(404, response.status());
    assertEquals("", response.text());
  }

  private JsonObject read(Map<String, String> settings) throws IOException {
    serve(settings);
    return response.json();
  }

  private void serve(Map<String, String> texts) throws IOException {
    AdminSettingsServlet servlet = new AdminSettingsServlet();
    servlet.settings = Settings.of(texts);
    servlet.pages = new Pages(servlet.settings);
    servlet.doGet(
        new FakeRequest("GET", AdminSettingsServlet.PATH).asServed(), response.asServed());
  }
}
