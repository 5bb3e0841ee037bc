package dev.latchkey.sessions;

/**
 * The condition of {@link Session#isLive} in SQL, for statements that do without the entity. The
 * parameters are the time in milliseconds, twice, and true.
 */
public final class LiveSession {

  private LiveSession() {}

  /**
   * A live session {@code s} of an active account {@code a}.
   *
   * @param expires the marker of the time that is compared with the absolute end, such as {@code
   *     ?4}
   * @param idle the marker of the time that is compared with the idle end
   * @param active the marker of the account's state
   */
  public static String condition(String expires, String idle, String active) {
    return lasts("s.", expires, idle) + " AND a.active = " + active;
  }

  /**
   * A session whose absolute and idle lifetime have not passed.
   *
   * @param prefix the prefix of the columns: an alias and a dot, or nothing
   */
  public static String lasts(String prefix, String expires, String idle) {
    return prefix
        + "expires_at > "
        + expires
        + " AND ("
        + prefix
        + "idle_until IS NULL OR "
        + prefix
        + "idle_until > "
        + idle
        + ")";
  }
}
