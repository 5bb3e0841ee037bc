package dev.latchkey.settings;

import static dev.latchkey.settings.types.SettingType.bool;
import static dev.latchkey.settings.types.SettingType.duration;
import static dev.latchkey.settings.types.SettingType.integer;
import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Duration;

/** Settings of sessions. */
public final class SessionSettings {
  static final Family FAMILY = new Family("Sessions");

  private static final long TEN_YEARS = 315_360_000;

  public static final Setting<Duration> COOKIE_AGE =
      FAMILY.setting(
          "session.cookie-age",
          duration(SECONDS, 1, TEN_YEARS),
          "1209600",
          "The maximum lifetime of a session, whether it is used or not.");

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

  private SessionSettings() {}
}
