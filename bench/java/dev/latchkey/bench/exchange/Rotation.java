package dev.latchkey.bench.exchange;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * One statement that counts the attempt and exchanges the token, if that, its session and its
 * account are valid, and reads what the next tokens say.
 *
 * @param jti of the token that takes the place of the old one
 * @param username of the account, or null
 * @param email of the account, or null
 * @param state of the session, which says how the user authenticated
 * @param groups of the account
 */
public record Rotation(
    String jti, String username, String email, String state, Set<String> groups) {

  private static final long DAY = 86_400_000;

  private static final String EXCHANGE =
      "WITH counted AS (INSERT INTO rate_counter AS c (bucket, hits, expires_at, limit_name)"
          + " VALUES (?, 1, ?, 'bare') ON CONFLICT (bucket) DO UPDATE SET"
          + " hits = CASE WHEN c.expires_at <= ? THEN 1 ELSE c.hits + 1 END,"
          + " expires_at = CASE WHEN c.expires_at <= ? THEN EXCLUDED.expires_at"
          + " ELSE c.expires_at END"
          + " WHERE c.expires_at <= ? OR c.hits < 1000000000 RETURNING bucket),"
          + " given AS (SELECT r.rotated_at, s.id, s.state, a.id AS account_id, a.username"
          + " FROM counted CROSS JOIN session s JOIN refresh_token r ON r.session_id = s.id"
          + " JOIN account a ON a.id = s.account_id"
          + " WHERE r.jti = ? AND s.token_hash = ? AND r.expires_at > ? AND s.expires_at > ?"
          + " AND (s.idle_until IS NULL OR s.idle_until > ?) AND a.active),"
          + " used AS (UPDATE session s SET last_seen = ? FROM given g"
          + " WHERE s.id = g.id AND g.rotated_at IS NULL RETURNING s.id),"
          + " marked AS (UPDATE refresh_token t SET rotated_at = ?, successor_jti = ?,"
          + " successor_iat = ?, successor_exp = ? FROM used u WHERE t.jti = ?"
          + " RETURNING t.session_id),"
          + " added AS (INSERT INTO refresh_token (jti, session_id, parent_jti, issued_at, expires_at)"
          + " SELECT ?, session_id, ?, ?, ? FROM marked)"
          + " SELECT g.username, e.email, g.state, n.name, m.session_id"
          + " FROM given g JOIN marked m ON true LEFT JOIN email_address e"
          + " ON e.account_id = g.account_id AND e.is_primary AND e.verified"
          + " LEFT JOIN account_group n ON n.account_id = g.account_id";

  /**
   * Exchanges a token.
   *
   * @param connection commits by itself
   * @param counter that counts attempts
   * @throws IllegalStateException if the token is unknown or has been exchanged
   */
  public static Rotation of(Connection connection, String counter, BareToken token)
      throws SQLException {
    long now = System.currentTimeMillis();
    long end = now + DAY;
    String next = UUID.randomUUID().toString();
    String jti = token.jti();
    Object[] values = {
      counter,
      end,
      now,
      now,
      now,
      jti,
      token.sessionHash(),
      now,
      now,
      now,
      now,
      now,
      next,
      now,
      end,
      jti,
      next,
      jti,
      now,
      end
    };
    try (PreparedStatement exchange = connection.prepareStatement(EXCHANGE)) {
      for (int i = 0; i < values.length; i++) {
        exchange.setObject(i + 1, values[i]);
      }
      try (ResultSet row = exchange.executeQuery()) {
        return read(next, row);
      }
    }
  }

  private static Rotation read(String jti, ResultSet row) throws SQLException {
    if (!row.next()) {
      throw new IllegalStateException("the token is not there");
    }
    String username = row.getString(1);
    String email = row.getString(2);
    String state = row.getString(3);
    Set<String> groups = new TreeSet<>();
    do {
      String group = row.getString(4);
      if (group != null) {
        groups.add(group);
      }
    } while (row.next());
    return new Rotation(jti, username, email, state, groups);
  }
}
