package dev.latchkey.settings;

import static dev.latchkey.settings.types.SettingType.bool;
import static dev.latchkey.settings.types.SettingType.choice;
import static dev.latchkey.settings.types.SettingType.duration;
import static dev.latchkey.settings.types.SettingType.optional;
import static java.time.temporal.ChronoUnit.SECONDS;

import dev.latchkey.settings.types.CookieTexts;
import dev.latchkey.settings.types.SameSite;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings of trusted devices. The attributes of their cookie are those of the session cookie,
 * unless they are set; the methods return the ones that apply.
 */
public final class TrustSettings {
  static final Family FAMILY = new Family("Trusted devices");

  private static final long TEN_YEARS = 315_360_000;

  public static final Setting<Boolean> ENABLED =
      FAMILY.setting(
          "mfa.trust-enabled",
          bool(),
          "false",
          "Whether users can trust a browser or app after a second factor, so that logins there are "
              + "not asked for one.");

  public static final Setting<Duration> COOKIE_AGE =
      FAMILY.setting(
          "mfa.trust-cookie-age",
          duration(SECONDS, 60, TEN_YEARS),
          "1209600",
          "How long a browser or app is trusted; also how long browsers keep the cookie.");

  public static final Setting<String> COOKIE_NAME =
      FAMILY.setting(
          "mfa.trust-cookie-name",
          CookieTexts.NAME,
          "mfa_trusted",
          "The name of the cookie of trusted browsers.");

  public static final Setting<Optional<String>> COOKIE_DOMAIN =
      FAMILY.setting(
          "mfa.trust-cookie-domain",
          optional(CookieTexts.DOMAIN),
          "The domain of the cookie of trusted browsers. Without it, that of the session cookie.");

  public static final Setting<Optional<String>> COOKIE_PATH =
      FAMILY.setting(
          "mfa.trust-cookie-path",
          optional(CookieTexts.PATH),
          "The path of the cookie of trusted browsers. Without it, that of the session cookie.");

  public static final Setting<Optional<Boolean>> COOKIE_SECURE =
      FAMILY.setting(
          "mfa.trust-cookie-secure",
          optional(bool()),
          "Whether the cookie of trusted browsers is sent over TLS only. Without a value, as the "
              + "session cookie.");

  public static final Setting<Optional<Boolean>> COOKIE_HTTPONLY =
      FAMILY.setting(
          "mfa.trust-cookie-httponly",
          optional(bool()),
          "Whether the cookie of trusted browsers is hidden from scripts. Without a value, as the "
              + "session cookie.");

  public static final Setting<Optional<SameSite>> COOKIE_SAMESITE =
      FAMILY.setting(
          "mfa.trust-cookie-samesite",
          optional(choice(SameSite.words())),
          "Whether requests of other sites carry the cookie of trusted browsers. Without a value, as "
              + "the session cookie.");

  private TrustSettings() {}

  /** Whether the security attributes of the cookie are not just those of the session cookie. */
  static boolean hasOwnSecurity(Settings settings) {
    return settings.get(COOKIE_SECURE).isPresent() || settings.get(COOKIE_SAMESITE).isPresent();
  }

  public static Optional<String> domain(Settings settings) {
    return settings.get(COOKIE_DOMAIN).or(() -> settings.get(SessionSettings.COOKIE_DOMAIN));
  }

  public static String path(Settings settings) {
    return settings.get(COOKIE_PATH).orElseGet(() -> settings.get(SessionSettings.COOKIE_PATH));
  }

  public static Optional<Boolean> secure(Settings settings) {
    return settings.get(COOKIE_SECURE).or(() -> settings.get(SessionSettings.COOKIE_SECURE));
  }

  public static boolean httpOnly(Settings settings) {
    return settings
        .get(COOKIE_HTTPONLY)
        .orElseGet(() -> settings.get(SessionSettings.COOKIE_HTTPONLY));
  }

  public static SameSite sameSite(Settings settings) {
    return settings
        .get(COOKIE_SAMESITE)
        .orElseGet(() -> settings.get(SessionSettings.COOKIE_SAMESITE));
  }
}
