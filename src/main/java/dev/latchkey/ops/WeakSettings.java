package dev.latchkey.ops;

import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.HeadlessSettings;
import dev.latchkey.settings.JwtSettings;
import dev.latchkey.settings.MailSettings;
import dev.latchkey.settings.RateLimitSettings;
import dev.latchkey.settings.ServerSettings;
import dev.latchkey.settings.Setting;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.EnumerationPrevention;
import dev.latchkey.settings.types.StrategyName;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Settings that make the server weaker than it could be: legitimate here and there, and to be
 * known.
 */
final class WeakSettings {

  private static final int SHORT_PASSWORD = 8;
  private static final Duration LONG_ACCESS = Duration.ofHours(1);
  private static final Predicate<String> THIS_MACHINE =
      host ->
          host.equals("localhost")
              || host.startsWith("127.")
              || host.equals("::1")
              || host.equals("[::1]");

  /** A setting, when it is weak, and what to know about it. */
  private record Rule(
      Setting<?> setting, Predicate<Settings> weak, Function<Settings, String> sentence) {

    String text(Settings settings) {
      return setting.environmentName() + " " + sentence.apply(settings);
    }
  }

  private static final List<Rule> RULES =
      List.of(
          rule(
              ServerSettings.SECRET_KEY,
              s -> s.get(ServerSettings.SECRET_KEY).isEmpty(),
              s ->
                  "is not set"
                      + (hasOwnSigningKey(s)
                          ? ""
                          : ", nor is " + JwtSettings.PRIVATE_KEY.environmentName())
                      + ": made here and kept in the database, which is good for trying out and nothing else."),
          rule(
              ServerSettings.TRUSTED_PROXY_COUNT,
              s -> s.get(ServerSettings.TRUSTED_PROXY_COUNT) == 0,
              s ->
                  "is 0: a proxy that ends TLS in front of this server must be counted, or all clients seem to come from "
                      + "it; without one, passwords and tokens are in the clear unless this server speaks TLS itself."),
          rule(
              RateLimitSettings.ENABLED,
              s -> !s.get(RateLimitSettings.ENABLED),
              s -> "is false: passwords and codes can be guessed without limit."),
          rule(
              RateLimitSettings.LOGIN_FAILED,
              s ->
                  s.get(RateLimitSettings.ENABLED)
                      && s.get(RateLimitSettings.LOGIN_FAILED).isEmpty(),
              s -> "is false: passwords can be guessed as fast as they can be sent."),
          rule(
              RateLimitSettings.AUTHENTICATION_FAILED,
              s ->
                  s.get(RateLimitSettings.ENABLED)
                      && s.get(RateLimitSettings.AUTHENTICATION_FAILED).isEmpty(),
              s ->
                  "is false: an account can be guessed at under each of its names and by codes without limit."),
          rule(
              RateLimitSettings.RECIPIENT,
              s -> s.get(RateLimitSettings.ENABLED) && s.get(RateLimitSettings.RECIPIENT).isEmpty(),
              s -> "is false: an attacker can have thousands of mails a day sent to any address."),
          rule(
              AccountSettings.PREVENT_ENUMERATION,
              s -> s.get(AccountSettings.PREVENT_ENUMERATION) == EnumerationPrevention.OFF,
              s -> "is false: anybody can find out who has an account."),
          rule(
              AccountSettings.PASSWORD_MIN_LENGTH,
              s -> s.get(AccountSettings.PASSWORD_MIN_LENGTH) < SHORT_PASSWORD,
              s -> "is below 8: short passwords are guessed from a copy of the database."),
          rule(
              JwtSettings.REFRESH_TOKEN_REUSE_DETECTION,
              s -> isJwt(s) && !s.get(JwtSettings.REFRESH_TOKEN_REUSE_DETECTION),
              s -> "is false: a stolen refresh token stays good beside its owner's."),
          rule(
              JwtSettings.ROTATE_REFRESH_TOKEN,
              s -> isJwt(s) && !s.get(JwtSettings.ROTATE_REFRESH_TOKEN),
              s -> "is false: a stolen refresh token is good until it expires."),
          rule(
              JwtSettings.ACCESS_TOKEN_EXPIRES_IN,
              s ->
                  isJwt(s)
                      && !s.get(JwtSettings.STATEFUL_VALIDATION_ENABLED)
                      && s.get(JwtSettings.ACCESS_TOKEN_EXPIRES_IN).compareTo(LONG_ACCESS) > 0,
              s -> "is more than an hour: for so long access tokens outlive their session."),
          rule(
              MailSettings.HOST,
              s ->
                  s.get(MailSettings.JNDI_NAME).isEmpty()
                      && s.get(MailSettings.HOST).filter(THIS_MACHINE.negate()).isPresent()
                      && !s.get(MailSettings.USE_TLS)
                      && !s.get(MailSettings.USE_SSL),
              s ->
                  "is another machine, and neither EMAIL_USE_TLS nor EMAIL_USE_SSL is true: codes and links are "
                      + "mailed in the clear."),
          rule(
              ServerSettings.CORS_ALLOWED_ORIGINS,
              s ->
                  s.get(ServerSettings.CORS_ALLOWED_ORIGINS).stream()
                      .anyMatch(WeakSettings::isInTheClear),
              s -> "has an origin without TLS: whoever is on the way to it can act in its name."));

  private WeakSettings() {}

  /** One sentence for each setting that is weak. */
  static List<String> in(Settings settings) {
    return RULES.stream()
        .filter(rule -> rule.weak().test(settings))
        .map(rule -> rule.text(settings))
        .toList();
  }

  private static Rule rule(
      Setting<?> setting, Predicate<Settings> weak, Function<Settings, String> sentence) {
    return new Rule(setting, weak, sentence);
  }

  private static boolean hasOwnSigningKey(Settings settings) {
    return settings.get(JwtSettings.PRIVATE_KEY).isPresent()
        || settings.get(JwtSettings.PRIVATE_KEY_FILE).isPresent();
  }

  private static boolean isJwt(Settings settings) {
    return settings.get(HeadlessSettings.TOKEN_STRATEGY).equals(StrategyName.JWT);
  }

  private static boolean isInTheClear(String origin) {
    return origin.startsWith("http://")
        && !THIS_MACHINE.test(origin.substring("http://".length()).replaceAll(":\\d+$", ""));
  }
}
