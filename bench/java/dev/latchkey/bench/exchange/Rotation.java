package dev.latchkey.bench.exchange;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * One statement that counts the attempt and exchanges the token.
 *
 * @param jti of the token that takes the place of the old one
 * @param username of the account, or null
 * @param email of the account, or null
 */
public record Rotation(String jti, String username, String email) {

  private static final long DAY = 86_400_000;

  private static final String EXCHANGE =
      "WITH counted AS (INSERT INTO rate_counter AS c (bucket, hits, expires_at, limit_name)"
          + " VALUES (?, 1, ?, 'bare') ON CONFLICT (bucket) DO UPDATE SET hits = c.hits + 1"
          + " WHERE c.hits < 1000000000 RETURNING bucket),"
          + " given AS (SELECT r.rotated_at, s.id, s.expires_at, a.username, e.email"
          + " FROM counted CROSS JOIN session s JOIN refresh_token r ON r.session_id = s.id"
          + " JOIN account a ON a.id = s.account_id"
          + " LEFT JOIN email_address e ON e.account_id = a.id AND e.is_primary"
          + " WHERE r.jti = ? AND s.token_hash = ?),"
          + " used AS (UPDATE session s SET last_seen = ? FROM given g"
          + " WHERE s.id = g.id AND g.rotated_at IS NULL RETURNING s.id),"
          + " marked AS (UPDATE refresh_token t SET rotated_at = ?, successor_jti = ?,"
          + " successor_iat = ?, successor_exp = ? FROM used u WHERE t.jti = ?"
          + " RETURNING t.session_id),"
          + " added AS (INSERT INTO refresh_token (jti, session_id, parent_jti, issued_at, expires_at)"
          + " SELECT ?, session_id, ?, ?, ? FROM marked)"
          + " SELECT g.username, g.email, m.session_id FROM given g JOIN marked m ON true";

  /**
   * Exchanges a token.
   *
   * @param connection commits by itself
   * @param counter that counts attempts
   * @throws IllegalStateException if the token is unknown or has been exchanged
   */
  public static Rotation of(Connection connection, String counter, String jti, String sessionHash)
      throws SQLException {
    long now = System.currentTimeMillis();
    long end = now + DAY;
    String next = UUID.randomUUID().toString();
    Object[] values = {
      counter, end, jti, sessionHash, now, now, next, now, end, jti, next, jti, now, end
    };
    try (PreparedStatement exchange = connection.prepareStatement(EXCHANGE)) {
      for (int i = 0; i < values.length; i++) {
        exchange.setObject(i + 1, values[i]);
      }
      try (ResultSet row = exchange.executeQuery()) {
        if (!row.next()) {
          throw new IllegalStateException("the token is not there");
        }
        return new Rotation(next, row.getString(1), row.getString(2));
      }
    }
  }
}
