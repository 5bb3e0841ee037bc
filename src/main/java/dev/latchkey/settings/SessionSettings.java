package dev.latchkey.settings;

import static dev.latchkey.settings.types.SettingType.bool;
import static dev.latchkey.settings.types.SettingType.choice;
import static dev.latchkey.settings.types.SettingType.duration;
import static dev.latchkey.settings.types.SettingType.integer;
import static dev.latchkey.settings.types.SettingType.optional;
import static java.time.temporal.ChronoUnit.SECONDS;

import dev.latchkey.settings.types.CookieTexts;
import dev.latchkey.settings.types.SameSite;
import java.time.Duration;
import java.util.Optional;

/** Settings of sessions. */
public final class SessionSettings {
  static final Family FAMILY = new Family("Sessions");

  private static final long TEN_YEARS = 315_360_000;

  public static final Setting<Duration> COOKIE_AGE =
      FAMILY.setting(
          "session.cookie-age",
          duration(SECONDS, 1, TEN_YEARS),
          "1209600",
          "The maximum lifetime of a session, whether it is used or not; also how long browsers "
              + "keep the session cookie.");

  public static final Setting<String> COOKIE_NAME =
      FAMILY.setting(
          "session.cookie-name",
          CookieTexts.NAME,
          "sessionid",
          "The name of the session cookie of browsers.");

  public static final Setting<Optional<String>> COOKIE_DOMAIN =
      FAMILY.setting(
          "session.cookie-domain",
          optional(CookieTexts.DOMAIN),
          "The domain of the session cookie. Without it, the cookie is for the host alone. After a "
              + "change, browsers may have two session cookies, and neither counts: change the "
              + "name as well.");

  public static final Setting<String> COOKIE_PATH =
      FAMILY.setting(
          "session.cookie-path", CookieTexts.PATH, "/", "The path of the session cookie.");

  public static final Setting<Optional<Boolean>> COOKIE_SECURE =
      FAMILY.setting(
          "session.cookie-secure",
          optional(bool()),
          "Whether the session cookie is sent over TLS only. Without a value, always except at a "
              + "loopback address without TLS.");

  public static final Setting<Boolean> COOKIE_HTTPONLY =
      FAMILY.setting(
          "session.cookie-httponly",
          bool(),
          "true",
          "Whether the session cookie is hidden from scripts. Leave it on.");

  public static final Setting<SameSite> COOKIE_SAMESITE =
      FAMILY.setting(
          "session.cookie-samesite",
          choice(SameSite.words()),
          "Lax",
          "Whether requests of other sites carry the session cookie.");

  public static final Setting<Duration> IDLE_TIMEOUT =
      FAMILY.setting(
          "session.idle-timeout",
          duration(SECONDS, 0, TEN_YEARS),
          "0",
          "How long a session may be unused before it expires; 0 for no limit.");

  public static final Setting<Integer> MAX_PER_USER =
      FAMILY.setting(
          "sessions.max-per-user",
          integer(0, 100_000),
          "0",
          "The maximum number of sessions of an account. A login beyond it ends the least "
              + "recently used session. 0 for no limit.");

  public static final Setting<Boolean> TRACK_ACTIVITY =
      FAMILY.setting(
          "usersessions.track-activity",
          bool(),
          "false",
          "Whether the list of sessions shows when each was last used.");

  public static final Setting<Duration> MEMORY =
      FAMILY.setting(
          "latchkey.session-memory-seconds",
          duration(SECONDS, 0, 60),
          "0",
          "How long a node may answer an application's requests with a session token or cookie "
              + "from memory after it asked the database; 0 to ask each time. Changes made on the "
              + "same node, and on PostgreSQL those of other nodes, take effect at once. Set the "
              + "same on all nodes.");

  private SessionSettings() {}
}
