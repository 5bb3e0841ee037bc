package dev.latchkey.settings.types;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The path of the API within the application: with a slash at its beginning and none at its end.
 */
public final class MountPath {

  /** The API's path in JAX-RS, fixed when the WAR is built; also the default. */
  public static final String BUILT_IN = "/_allauth";

  public static final String ALLOWED =
      "a path such as `/auth/api`: segments of letters, digits, `-`, `_`, `~` and `.`, each after a slash and none "
          + "beginning with `.`; not `/api`, not `/latchkey`, `/_latchkey` or `/health` or below, not below "
          + "`/_allauth`";

  private static final Pattern PATH =
      Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]{0,63}){1,8}");

  /** Paths of the container, and of the other parts of the WAR. */
  private static final List<String> RESERVED =
      List.of("/latchkey", "/_latchkey", "/health", "/WEB-INF", "/META-INF");

  private MountPath() {}

  /**
   * The path, unchanged.
   *
   * @throws IllegalArgumentException if the text is not such a path, or the path is already used in
   *     the WAR
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
