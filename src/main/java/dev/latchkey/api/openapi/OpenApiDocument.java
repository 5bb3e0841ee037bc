package dev.latchkey.api.openapi;

import static java.util.Map.entry;

import dev.latchkey.Shared;
import dev.latchkey.api.wire.JsonBody;
import dev.latchkey.passwords.PasswordHasher;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.HeadlessSettings;
import dev.latchkey.settings.JwtSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.servlet.ServletContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * The description of the API as this deployment's settings make it (OpenAPI 3.1), written once.
 *
 * <p>It tells nothing that the API's answers would not.
 */
@Shared
public class OpenApiDocument {

  private final byte[] json;
  private final byte[] yaml;

  @Inject
  public OpenApiDocument(Settings settings, ServletContext context) {
    JsonObject document = of(settings, context.getContextPath());
    this.json = document.toString().getBytes(StandardCharsets.UTF_8);
    this.yaml = Yaml.of(document).getBytes(StandardCharsets.UTF_8);
  }

  byte[] json() {
    return json.clone();
  }

  byte[] yaml() {
    return yaml.clone();
  }

  /**
   * The document as a tree.
   *
   * @param contextPath what stands before all of its paths; may be empty
   */
  static JsonObject of(Settings settings, String contextPath) {
    OpenApiTemplate template =
        new OpenApiTemplate(OpenApiConditions.of(settings), values(settings, contextPath));
    try (JsonReader reader =
        Json.createReader(OpenApiDocument.class.getResourceAsStream("openapi.json"))) {
      return template.fill(reader.readObject());
    }
  }

  private static Map<String, JsonValue> values(Settings settings, String contextPath) {
    String scheme = settings.get(JwtSettings.AUTHORIZATION_HEADER_SCHEME);
    return Map.ofEntries(
        entry("mount", Json.createValue(settings.get(HeadlessSettings.MOUNT_PATH))),
        entry("server", Json.createValue(contextPath.isEmpty() ? "/" : contextPath)),
        entry("largest-body", Json.createValue(JsonBody.LARGEST)),
        entry("deepest-body", Json.createValue(JsonBody.DEEPEST)),
        entry("longest-password", Json.createValue(PasswordHasher.MAX_LENGTH)),
        entry(
            "shortest-password",
            Json.createValue(settings.get(AccountSettings.PASSWORD_MIN_LENGTH))),
        entry("login-code-seconds", seconds(settings.get(AccountSettings.LOGIN_BY_CODE_TIMEOUT))),
        entry(
            "login-code-attempts",
            Json.createValue(settings.get(AccountSettings.LOGIN_BY_CODE_MAX_ATTEMPTS))),
        entry("authorization-scheme", Json.createValue(scheme.toLowerCase(Locale.ROOT))),
        entry("access-token-seconds", seconds(settings.get(JwtSettings.ACCESS_TOKEN_EXPIRES_IN))),
        entry(
            "refresh-token-seconds", seconds(settings.get(JwtSettings.REFRESH_TOKEN_EXPIRES_IN))));
  }

  private static JsonValue seconds(Duration duration) {
    return Json.createValue(duration.toSeconds());
  }
}
