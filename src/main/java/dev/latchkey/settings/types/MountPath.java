package dev.latchkey.settings.types;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The path of the API within the application: with a slash at its beginning and none at its end.
 */
public final class MountPath {

  /** Where JAX-RS has the API, as was fixed when the WAR was built; and the default. */
  public static final String BUILT_IN = "/_allauth";

  public static final String ALLOWED =
      "a path such as `/auth/api`: segments of letters, digits, `-`, `_`, `~` and `.`, each after a slash and none "
          + "beginning with `.`; not `/api`, not `/_latchkey` or below, not below `/_allauth`";

  private static final Pattern PATH =
      Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]{0,63}){1,8}");

  /** The container's own, and those of the other parts of the WAR. */
  private static final List<String> RESERVED = List.of("/_latchkey", "/WEB-INF", "/META-INF");

  private MountPath() {}

  /**
   * The path as it is.
   *
   * @throws IllegalArgumentException for what is no such path, or is one of the WAR's own
   */
  public static String parse(String text) {
    boolean isTaken =
        text.equals("/api")
            || text.startsWith(BUILT_IN + "/")
            || RESERVED.stream().anyMatch(own -> isAtOrBelow(own, text));
    return SettingType.require(PATH.matcher(text).matches() && !isTaken, text);
  }

  private static boolean isAtOrBelow(String own, String text) {
    return text.equalsIgnoreCase(own)
        || text.regionMatches(true, 0, own + "/", 0, own.length() + 1);
  }
}
