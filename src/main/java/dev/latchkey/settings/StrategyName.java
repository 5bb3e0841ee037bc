package dev.latchkey.settings;

import java.util.Map;

/** How a token strategy is named. */
final class StrategyName {
  private static final Map<String, String> ALIASES =
      Map.of(
          "session", HeadlessSettings.SESSION,
          "allauth.headless.tokens.strategies.sessions.SessionTokenStrategy", HeadlessSettings.SESSION,
          "jwt", HeadlessSettings.JWT,
          "allauth.headless.tokens.strategies.jwt.strategy.JWTTokenStrategy", HeadlessSettings.JWT);

  static final String ALLOWED =
      "`session`, `jwt`, the aliases `allauth.headless.tokens.strategies.sessions.SessionTokenStrategy` and "
          + "`allauth.headless.tokens.strategies.jwt.strategy.JWTTokenStrategy`, or the full class name of a strategy";

  private StrategyName() {}

  static String parse(String text) {
    String known = ALIASES.get(text);
    return known != null
        ? known
        : SettingType.require(text.matches("(\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*\\.)+"
            + "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*"), text);
  }
}
