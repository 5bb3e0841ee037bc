package dev.latchkey.settings.types;

import java.net.URI;
import java.util.List;

/** The rules for configured claims. */
public final class JwtClaimSettings {
  /** The claims that Latchkey sets itself. */
  public static final List<String> RESERVED =
      List.of(
          "iat",
          "exp",
          "sid",
          "jti",
          "token_use",
          "sub",
          "iss",
          "aud",
          "amr",
          "acr",
          "auth_time",
          "factors");

  public static final String ALLOWED =
      "text with names of attributes in braces, under any name but the reserved `"
          + String.join("`, `", RESERVED)
          + "`";

  private JwtClaimSettings() {}

  public static String template(String name, String text) {
    SettingType.require(!RESERVED.contains(name), name);
    return SettingType.require(text.matches("([^{}]|\\{[^{}\\s]+})*"), text);
  }

  /** RFC 7519 §2, StringOrURI. */
  public static String stringOrUri(String text) {
    return SettingType.require(!text.contains(":") || URI.create(text).isAbsolute(), text);
  }
}
