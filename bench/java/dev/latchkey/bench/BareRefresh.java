package dev.latchkey.bench;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * What a refresh with its rate limit cannot do without: one statement that counts the attempt and
 * exchanges the token, by nothing but the driver, and one signature by nothing but the Java
 * runtime. Each instance has a session and a counter of its own; used by one thread.
 */
final class BareRefresh implements Runnable {

  private static final byte[] TOKEN = new byte[500];

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

  private final Connection connection;
  private final String counter = UUID.randomUUID().toString();
  private final long session;
  private final String sessionHash = UUID.randomUUID().toString();
  private final Runnable sign;
  private String jti = UUID.randomUUID().toString();

  /**
   * @param sign makes one signature
   */
  BareRefresh(Database databases, String database, Runnable sign) {
    this.sign = sign;
    try {
      connection = databases.postgres().connect(database);
      session = insertSession();
      insertToken();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes one signature with a new key of the algorithm. */
  static Runnable signature(String algorithm) {
    boolean rsa = algorithm.equals("RS256");
    try {
      KeyPairGenerator keys =
          KeyPairGenerator.getInstance(rsa ? "RSA" : algorithm.equals("ES256") ? "EC" : "Ed25519");
      if (!algorithm.equals("EdDSA")) {
        keys.initialize(rsa ? 2048 : 256);
      }
      PrivateKey key = keys.generateKeyPair().getPrivate();
      String name =
          rsa
              ? "SHA256withRSA"
              : algorithm.equals("ES256") ? "SHA256withECDSAinP1363Format" : "Ed25519";
      return () -> sign(name, key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void sign(String name, PrivateKey key) {
    try {
      Signature signature = Signature.getInstance(name);
      signature.initSign(key);
      signature.update(TOKEN);
      signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void run() {
    long now = System.currentTimeMillis();
    long end = now + 86_400_000;
    String next = UUID.randomUUID().toString();
    Object[] values = {
      counter, end, jti, sessionHash, now, now, next, now, end, jti, next, jti, now, end
    };
    try (PreparedStatement exchange = connection.prepareStatement(EXCHANGE)) {
      set(exchange, values);
      try (ResultSet row = exchange.executeQuery()) {
        if (!row.next()) {
          throw new IllegalStateException("the token is not there");
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    jti = next;
    sign.run();
  }

  private static void set(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  private void update(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, values);
      if (statement.executeUpdate() != 1) {
        throw new IllegalStateException(sql);
      }
    }
  }

  private void insertToken() throws SQLException {
    long now = System.currentTimeMillis();
    update(
        "INSERT INTO refresh_token (jti, session_id, issued_at, expires_at) VALUES (?, ?, ?, ?)",
        jti,
        session,
        now,
        now + 86_400_000);
  }

  private long insertSession() throws SQLException {
    long now = System.currentTimeMillis();
    long id = -Math.abs(UUID.randomUUID().getMostSignificantBits() % 1_000_000_000L) - 1;
    update(
        "INSERT INTO account (id, active, created, token_epoch) VALUES (?, ?, ?, 0)",
        id,
        true,
        now);
    update(
        "INSERT INTO session (id, token_hash, account_id, state, created, last_seen, expires_at)"
            + " VALUES (?, ?, ?, '{}', ?, ?, ?)",
        id,
        sessionHash,
        id,
        now,
        now,
        now + 86_400_000);
    return id;
  }
}
