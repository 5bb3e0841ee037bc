package dev.latchkey.api.openapi;

import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.JwtSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.SignupFields;
import dev.latchkey.settings.types.SignupFields.Field;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The values that the description takes from settings, as a merge patch (RFC 7396). */
final class OpenApiValues {

  private static final JsonProvider JSON = JsonProvider.provider();

  private OpenApiValues() {}

  /**
   * The patch.
   *
   * @param prefix that of all paths; may be empty
   */
  static JsonObject of(Settings settings, String prefix) {
    int minLength = settings.get(AccountSettings.PASSWORD_MIN_LENGTH);
    JsonObjectBuilder schemas =
        JSON.createObjectBuilder()
            .add("NewPassword", JSON.createObjectBuilder().add("minLength", minLength))
            .add("LoginCode", JSON.createObjectBuilder().add("description", loginCode(settings)))
            .add("AccessToken", tokens(settings.get(JwtSettings.ACCESS_TOKEN_EXPIRES_IN)))
            .add("RefreshToken", tokens(settings.get(JwtSettings.REFRESH_TOKEN_EXPIRES_IN)));
    addSignup(settings.get(AccountSettings.SIGNUP_FIELDS), schemas);
    JsonObjectBuilder schemes = JSON.createObjectBuilder().add("AccessToken", scheme(settings));
    JsonObjectBuilder server =
        JSON.createObjectBuilder().add("url", prefix.isEmpty() ? "/" : prefix);
    return JSON.createObjectBuilder()
        .add("servers", JSON.createArrayBuilder().add(server))
        .add(
            "components",
            JSON.createObjectBuilder().add("schemas", schemas).add("securitySchemes", schemes))
        .build();
  }

  /** The fields of sign-up, and which of them are required. */
  private static void addSignup(SignupFields asked, JsonObjectBuilder schemas) {
    JsonArrayBuilder required = JSON.createArrayBuilder();
    JsonObjectBuilder properties = JSON.createObjectBuilder();
    for (Field field : List.of(Field.EMAIL, Field.USERNAME, Field.PASSWORD1)) {
      String name = field == Field.PASSWORD1 ? "password" : field.name().toLowerCase(Locale.ROOT);
      String schema = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
      if (asked.requires(field)) {
        required.add(name);
      } else {
        schemas.addNull(schema + "Missing");
      }
      if (!asked.asks(field)) {
        properties.addNull(name);
        schemas.addNull(schema + "Invalid").addNull(schema + "Taken");
      }
    }
    schemas.add(
        "SignUp",
        JSON.createObjectBuilder().add("required", required).add("properties", properties));
  }

  private static String loginCode(Settings settings) {
    return "Expires after "
        + settings.get(AccountSettings.LOGIN_BY_CODE_TIMEOUT).toSeconds()
        + " seconds or "
        + settings.get(AccountSettings.LOGIN_BY_CODE_MAX_ATTEMPTS)
        + " attempts. Case, spaces and dashes are ignored.";
  }

  private static JsonObjectBuilder tokens(Duration life) {
    return JSON.createObjectBuilder()
        .add("description", "Expires after " + life.toSeconds() + " seconds.");
  }

  private static JsonObjectBuilder scheme(Settings settings) {
    String scheme = settings.get(JwtSettings.AUTHORIZATION_HEADER_SCHEME).toLowerCase(Locale.ROOT);
    JsonObjectBuilder members = JSON.createObjectBuilder().add("scheme", scheme);
    return scheme.equals("bearer") ? members : members.addNull("bearerFormat");
  }
}
