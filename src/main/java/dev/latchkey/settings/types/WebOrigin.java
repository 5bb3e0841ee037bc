package dev.latchkey.settings.types;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An origin in the form that browsers send, so that both can be compared as texts (RFC 6454 §6.2).
 */
public final class WebOrigin {

  public static final String ALLOWED =
      "origins such as `https://app.example.org`, a scheme, a host and perhaps a port, without a path and without `*`; "
          + "comma-separated";

  private static final int LAST_PORT = 65_535;
  private static final Pattern ORIGIN =
      Pattern.compile(
          "([a-z][a-z0-9+.-]*)://([a-z0-9][a-z0-9._-]*|\\[[0-9a-f:.]+])(?::([0-9]{1,5}))?");

  private WebOrigin() {}

  /** In lower case, and without the default port. */
  public static String parse(String text) {
    Matcher origin = ORIGIN.matcher(text.toLowerCase(Locale.ROOT));
    SettingType.require(origin.matches(), text);
    String schemeAndHost = origin.group(1) + "://" + origin.group(2);
    if (origin.group(3) == null) {
      return schemeAndHost;
    }
    int port = Integer.parseInt(origin.group(3));
    SettingType.require(port > 0 && port <= LAST_PORT, text);
    return port == usualPort(origin.group(1)) ? schemeAndHost : schemeAndHost + ":" + port;
  }

  private static int usualPort(String scheme) {
    return switch (scheme) {
      case "http" -> 80;
      case "https" -> 443;
      default -> 0;
    };
  }
}
