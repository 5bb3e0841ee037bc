package dev.latchkey.settings;

import static dev.latchkey.settings.types.SettingType.bool;
import static dev.latchkey.settings.types.SettingType.choice;
import static dev.latchkey.settings.types.SettingType.duration;
import static dev.latchkey.settings.types.SettingType.list;
import static dev.latchkey.settings.types.SettingType.optional;
import static dev.latchkey.settings.types.SettingType.parsed;
import static java.time.temporal.ChronoUnit.SECONDS;

import dev.latchkey.settings.types.CookieTexts;
import dev.latchkey.settings.types.SameSite;
import dev.latchkey.settings.types.TrustedOrigin;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of the protection of browsers against requests that other sites make. */
public final class CsrfSettings {
  static final Family FAMILY = new Family("CSRF");

  private static final long TEN_YEARS = 315_360_000;

  public static final Setting<List<TrustedOrigin>> TRUSTED_ORIGINS =
      FAMILY.setting(
          "csrf.trusted-origins",
          list(TrustedOrigin.ALLOWED, parsed(TrustedOrigin.ALLOWED, TrustedOrigin::parse)),
          "Other web origins from which browsers may send unsafe requests, with the CSRF token. "
              + "The server's own origin always may.");

  public static final Setting<String> HEADER_NAME =
      FAMILY.setting(
          "csrf.header-name",
          CookieTexts.HEADER,
          "X-CSRFToken",
          "The header in which browsers send the CSRF token.");

  public static final Setting<String> COOKIE_NAME =
      FAMILY.setting(
          "csrf.cookie-name",
          CookieTexts.NAME,
          "csrftoken",
          "The name of the cookie with the CSRF token.");

  public static final Setting<Duration> COOKIE_AGE =
      FAMILY.setting(
          "csrf.cookie-age",
          duration(SECONDS, 1, TEN_YEARS),
          "31449600",
          "How long browsers keep the cookie with the CSRF token.");

  public static final Setting<Optional<String>> COOKIE_DOMAIN =
      FAMILY.setting(
          "csrf.cookie-domain",
          optional(CookieTexts.DOMAIN),
          "The domain of the cookie with the CSRF token. Without it, the cookie is for the host "
              + "alone.");

  public static final Setting<String> COOKIE_PATH =
      FAMILY.setting(
          "csrf.cookie-path", CookieTexts.PATH, "/", "The path of the cookie with the CSRF token.");

  public static final Setting<Optional<Boolean>> COOKIE_SECURE =
      FAMILY.setting(
          "csrf.cookie-secure",
          optional(bool()),
          "Whether the cookie with the CSRF token is sent over TLS only. Without a value, always "
              + "except at a loopback address without TLS.");

  public static final Setting<SameSite> COOKIE_SAMESITE =
      FAMILY.setting(
          "csrf.cookie-samesite",
          choice(SameSite.words()),
          "Lax",
          "Whether requests of other sites carry the cookie with the CSRF token.");

  private CsrfSettings() {}
}
