package dev.latchkey.settings.types;

import java.net.URI;
import java.util.regex.Pattern;

/** An address that receives confidential requests, so it needs TLS. */
public final class WebhookUrl {

  public static final String ALLOWED =
      "an absolute URL with `https`, or with `http` to `localhost`, `127.0.0.1` or `[::1]`; without user and fragment";

  private static final int LAST_PORT = 65_535;
  private static final Pattern LOOPBACK =
      Pattern.compile("(?i)localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

  private WebhookUrl() {}

  public static URI parse(String text) {
    URI uri = URI.create(text);
    SettingType.require(
        uri.getHost() != null && uri.getUserInfo() == null && uri.getFragment() == null, text);
    SettingType.require(uri.getPort() != 0 && uri.getPort() <= LAST_PORT, text);
    boolean stays =
        "http".equalsIgnoreCase(uri.getScheme()) && LOOPBACK.matcher(uri.getHost()).matches();
    return SettingType.require(stays || "https".equalsIgnoreCase(uri.getScheme()), uri);
  }
}
