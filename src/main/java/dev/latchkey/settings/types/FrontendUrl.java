package dev.latchkey.settings.types;

import java.net.URI;

/** An address in the frontend; absolute, so that it never depends on a request's {@code Host}. */
public final class FrontendUrl {
  private static final String KEY = "{key}";

  private FrontendUrl() {}

  public static String allowed(boolean withKey) {
    return withKey ? "an absolute URL with `{key}` where the key goes" : "an absolute URL";
  }

  public static String checked(String text, boolean withKey) {
    SettingType.require(!withKey || text.contains(KEY), text);
    URI uri = URI.create(text.replace(KEY, "key"));
    return SettingType.require(
        uri.isAbsolute() && !uri.isOpaque() && uri.getRawAuthority() != null, text);
  }
}
