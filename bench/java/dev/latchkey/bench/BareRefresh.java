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
 * What a refresh cannot do without: the same four statements in one transaction by nothing but the
 * driver, and two signatures by nothing but the Java runtime. Each instance has a session of its
 * own; used by one thread.
 */
final class BareRefresh implements Runnable {

  private static final byte[] TOKEN = new byte[500];

  private final Connection connection;
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
      insertToken(jti, null);
      connection.setAutoCommit(false);
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
    try {
      find();
      long now = System.currentTimeMillis();
      String next = UUID.randomUUID().toString();
      update(
          "UPDATE session SET last_seen = ?, idle_until = NULL WHERE id = ? AND expires_at > ?"
              + " AND (idle_until IS NULL OR idle_until > ?)",
          now,
          session,
          now,
          now);
      update(
          "UPDATE refresh_token SET rotated_at = ?, successor_jti = ?, successor_iat = ?, successor_exp = ?"
              + " WHERE jti = ? AND rotated_at IS NULL",
          now,
          next,
          now,
          now + 86_400_000,
          jti);
      insertToken(next, jti);
      connection.commit();
      jti = next;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    sign.run();
    sign.run();
  }

  private void find() throws SQLException {
    String sql =
        "SELECT r.rotated_at, r.successor_jti, r.successor_iat, r.successor_exp, s.id, s.expires_at, a.id, a.username,"
            + " e.email, g.name FROM refresh_token r JOIN session s ON s.id = r.session_id"
            + " JOIN account a ON a.id = s.account_id LEFT JOIN email_address e ON e.account_id = a.id AND e.is_primary = ?"
            + " LEFT JOIN account_group g ON g.account_id = a.id WHERE r.jti = ? AND s.token_hash = ?";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setBoolean(1, true);
      select.setString(2, jti);
      select.setString(3, sessionHash);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw new IllegalStateException("the token is not there");
        }
      }
    }
  }

  private void update(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      if (statement.executeUpdate() != 1) {
        throw new IllegalStateException(sql);
      }
    }
  }

  private void insertToken(String id, String parent) throws SQLException {
    long now = System.currentTimeMillis();
    update(
        "INSERT INTO refresh_token (jti, session_id, parent_jti, issued_at, expires_at) VALUES (?, ?, ?, ?, ?)",
        id,
        session,
        parent,
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
