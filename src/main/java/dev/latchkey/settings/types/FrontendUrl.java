package dev.latchkey.settings.types;

import java.net.URI;

/**
 * An address in the frontend: absolute, or a path below the base that a setting names. It never
 * depends on a request's {@code Host}.
 */
public final class FrontendUrl {
  private static final String KEY = "{key}";

  private FrontendUrl() {}

  public static String allowed(boolean withKey) {
    return (withKey ? "a URL with `{key}` where the key goes" : "a URL")
        + ", absolute or, with `LATCHKEY_BASE_URL`, a path such as `/login`";
  }

  public static String checked(String text, boolean withKey) {
    SettingType.require(!withKey || text.contains(KEY), text);
    URI uri = URI.create(text.replace(KEY, "key"));
    return SettingType.require(
        isRelative(text) || uri.isAbsolute() && !uri.isOpaque() && uri.getRawAuthority() != null,
        text);
  }

  /** Whether it is a path, which needs a base. */
  public static boolean isRelative(String url) {
    return url.startsWith("/") && !url.startsWith("//");
  }

  /**
   * The absolute URL.
   *
   * @param base what relative ones are below; may be empty, then they stay as they are
   */
  public static String absolute(String url, String base) {
    return isRelative(url) ? base + url : url;
  }
}
