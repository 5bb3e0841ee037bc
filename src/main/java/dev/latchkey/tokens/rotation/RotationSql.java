package dev.latchkey.tokens.rotation;

import dev.latchkey.sessions.LiveSession;
import dev.latchkey.throttle.CountWithin;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The text of {@link OneStatement}, with and without its optional parts. */
final class RotationSql {

  /** The token as it was when the statement began. */
  private static final String GIVEN =
      "given AS (SELECT r.rotated_at, r.successor_jti, r.successor_iat, r.successor_exp,"
          + " s.id AS session_id, s.expires_at AS session_end, a.id AS account_id, a.username,"
          + " s.state, s.created"
          + " FROM %ssession s JOIN refresh_token r ON r.session_id = s.id"
          + " JOIN account a ON a.id = s.account_id"
          + " WHERE r.jti = ? AND s.token_hash = ? AND CAST(s.account_id AS VARCHAR) = ? AND r.expires_at > ? AND "
          + LiveSession.condition("?", "?", "true")
          + ")";

  /** Locks the session, and records its use. */
  private static final String USED =
      "used AS (UPDATE session s SET last_seen = ?, idle_until = ? FROM given g"
          + " WHERE s.id = g.session_id AND g.rotated_at IS NULL AND "
          + LiveSession.lasts("s.", "?", "?")
          + " RETURNING s.id AS session_id, s.expires_at)";

  /**
   * Keeps the successor of a token that has one by now. The end of the session is rounded down to a
   * whole second, as {@link TokenStamp#until} does.
   */
  private static final String MARKED =
      "marked AS (UPDATE refresh_token t SET rotated_at = COALESCE(t.rotated_at, ?),"
          + " successor_jti = COALESCE(t.successor_jti, ?),"
          + " successor_iat = COALESCE(t.successor_iat, ?),"
          + " successor_exp = COALESCE(t.successor_exp, LEAST(?, u.expires_at / 1000 * 1000))"
          + " FROM used u WHERE t.jti = ? AND t.session_id = u.session_id"
          + " RETURNING t.session_id, t.successor_jti, t.successor_iat, t.successor_exp)";

  private static final String ADDED =
      "added AS (INSERT INTO refresh_token (jti, session_id, parent_jti, issued_at, expires_at)"
          + " SELECT m.successor_jti, m.session_id, ?, m.successor_iat, m.successor_exp"
          + " FROM marked m WHERE m.successor_jti = ?)";

  /**
   * If nothing was exchanged, the counter alone is committed, which may be lost with the server: so
   * the commit does not wait for the disk, during which others wait for the row of the counter.
   * Holds for this transaction only.
   */
  private static final String COMMITTED_SOON =
      ", CASE WHEN %s IS NULL THEN set_config('synchronous_commit', 'off', true) END";

  private static final List<String> ALL =
      Stream.of(0, 1, 2, 3, 4, 5, 6, 7)
          .map(bits -> text((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0))
          .toList();

  private RotationSql() {}

  /**
   * @param counted whether it counts the attempt
   * @param rotated whether the token is exchanged, not kept
   * @param grouped whether it reads the groups of the account, one in each row
   */
  static String of(boolean counted, boolean rotated, boolean grouped) {
    return ALL.get((counted ? 1 : 0) + (rotated ? 2 : 0) + (grouped ? 4 : 0));
  }

  private static String text(boolean counted, boolean rotated, boolean grouped) {
    String exchanged = rotated ? "m.session_id" : "u.session_id";
    return "WITH "
        + (counted ? "counted AS (" + CountWithin.SQL + "), " : "")
        + String.format(Locale.ROOT, GIVEN, counted ? "counted CROSS JOIN " : "")
        + ", "
        + USED
        + (rotated ? ", " + MARKED + ", " + ADDED : "")
        + " SELECT g.rotated_at, g.successor_jti, g.successor_iat, g.successor_exp, g.session_id,"
        + " g.session_end, g.account_id, g.username, e.email, g.state, g.created, "
        + (grouped ? "n.name" : "NULL")
        + (rotated ? ", m.successor_jti, m.successor_iat, m.successor_exp" : ", NULL, NULL, NULL")
        + ", "
        + exchanged
        + (counted
            ? ", c.bucket, CASE WHEN c.bucket IS NULL THEN"
                + " (SELECT expires_at FROM rate_counter WHERE bucket = ?) END"
                + String.format(Locale.ROOT, COMMITTED_SOON, exchanged)
                + " FROM (SELECT 1) one LEFT JOIN counted c ON true LEFT JOIN given g ON true"
            : ", NULL, NULL FROM given g")
        + (rotated
            ? " LEFT JOIN marked m ON m.session_id = g.session_id"
            : " LEFT JOIN used u ON u.session_id = g.session_id")
        + " LEFT JOIN email_address e ON e.account_id = g.account_id AND e.is_primary AND e.verified"
        + (grouped ? " LEFT JOIN account_group n ON n.account_id = g.account_id" : "");
  }
}
