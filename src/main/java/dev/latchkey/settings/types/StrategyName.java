package dev.latchkey.settings.types;

import java.util.Map;

/** The names of token strategies. */
public final class StrategyName {

  /** Session tokens only. */
  public static final String SESSION = "session";

  /** Session tokens first, then pairs of JWTs. */
  public static final String JWT = "jwt";

  private static final Map<String, String> ALIASES =
      Map.of(
          "session", SESSION,
          "allauth.headless.tokens.strategies.sessions.SessionTokenStrategy", SESSION,
          "jwt", JWT,
          "allauth.headless.tokens.strategies.jwt.strategy.JWTTokenStrategy", JWT);

  public static final String ALLOWED =
      "`session`, `jwt`, the aliases `allauth.headless.tokens.strategies.sessions.SessionTokenStrategy` and "
          + "`allauth.headless.tokens.strategies.jwt.strategy.JWTTokenStrategy`, or the full class name of a strategy";

  private StrategyName() {}

  public static String parse(String text) {
    String known = ALIASES.get(text);
    return known != null
        ? known
        : SettingType.require(
            text.matches(
                "(\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*\\.)+"
                    + "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*"),
            text);
  }
}
