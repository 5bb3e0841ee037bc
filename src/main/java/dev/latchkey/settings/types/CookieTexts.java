package dev.latchkey.settings.types;

import java.util.Locale;

/** How the parts of a cookie are written (RFC 6265 §4.1.1), and the header with a copy of one. */
public final class CookieTexts {

  private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}";

  public static final SettingType<String> NAME =
      SettingType.text(
          "up to 64 letters, digits and any of ``!#$%&'*+-.^_`|~``", text -> text.matches(TOKEN));

  public static final SettingType<String> DOMAIN =
      SettingType.text(
          "a domain such as `example.org`",
          text -> text.matches("\\.?[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*"));

  public static final SettingType<String> PATH =
      SettingType.text(
          "a path such as `/`, in ASCII and without `;`", text -> text.matches("/[!-:<-~]*"));

  /** The name of a header; also as Django writes it: {@code HTTP_X_CSRFTOKEN}. */
  public static final SettingType<String> HEADER =
      SettingType.parsed("the name of a header, such as `X-CSRFToken`", CookieTexts::header);

  private CookieTexts() {}

  private static String header(String text) {
    String name =
        text.toUpperCase(Locale.ROOT).startsWith("HTTP_")
            ? text.substring("HTTP_".length()).replace('_', '-')
            : text;
    return SettingType.require(name.matches(TOKEN), name);
  }
}
