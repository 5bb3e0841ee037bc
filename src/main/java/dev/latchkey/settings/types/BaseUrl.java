package dev.latchkey.settings.types;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The URL that others are below: an origin, and the path that a proxy or the server puts first. */
public final class BaseUrl {

  public static final String ALLOWED =
      "an origin such as `https://app.example.org`, a scheme, a host and perhaps a port, and "
          + "perhaps a path such as `/login`";

  private static final Pattern URL = Pattern.compile("([^/]*//[^/]*)((?:/[A-Za-z0-9._~-]+)*)/*");
  private static final Pattern UPWARDS = Pattern.compile(".*/\\.{1,2}(/.*)?");

  private BaseUrl() {}

  /** The origin in the form that browsers send, and the path without a slash at its end. */
  public static String parse(String text) {
    Matcher url = URL.matcher(text);
    SettingType.require(url.matches() && !UPWARDS.matcher(url.group(2)).matches(), text);
    return WebOrigin.parse(url.group(1)) + url.group(2);
  }
}
