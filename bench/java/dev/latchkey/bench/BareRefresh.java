package dev.latchkey.bench;

import dev.latchkey.bench.exchange.BareToken;
import dev.latchkey.bench.exchange.Rotation;
import dev.latchkey.bench.exchange.Signer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/**
 * What a refresh with its rate limit cannot do without: one statement that counts the attempt and
 * exchanges the token, by nothing but the driver, and one signature by nothing but the Java
 * runtime. Each instance has a session and a counter of its own; used by one thread.
 */
final class BareRefresh implements Runnable {

  private static final byte[] TOKEN = new byte[500];
  private static final long DAY = 86_400_000;

  private final Connection connection;
  private final String counter = UUID.randomUUID().toString();
  private final Signer signer;
  private BareToken token;

  BareRefresh(Database databases, String database, Signer signer) {
    this.signer = signer;
    try {
      connection = databases.postgres().connect(database);
      token = begin(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void run() {
    try {
      Rotation rotation = Rotation.of(connection, counter, token);
      token = new BareToken(rotation.jti(), token.sessionToken());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    signer.sign(TOKEN);
  }

  /** Stores an account with a session and its first refresh token. */
  static BareToken begin(Connection connection) throws SQLException {
    long now = System.currentTimeMillis();
    long id = -Math.abs(UUID.randomUUID().getMostSignificantBits() % 1_000_000_000L) - 1;
    BareToken token = new BareToken(UUID.randomUUID().toString(), UUID.randomUUID().toString());
    insert(
        connection,
        "INSERT INTO account (id, active, created, token_epoch) VALUES (?, ?, ?, 0)",
        id,
        true,
        now);
    insert(
        connection,
        "INSERT INTO session (id, token_hash, account_id, state, created, last_seen, expires_at)"
            + " VALUES (?, ?, ?, '{}', ?, ?, ?)",
        id,
        token.sessionHash(),
        id,
        now,
        now,
        now + DAY);
    insert(
        connection,
        "INSERT INTO refresh_token (jti, session_id, issued_at, expires_at) VALUES (?, ?, ?, ?)",
        token.jti(),
        id,
        now,
        now + DAY);
    return token;
  }

  private static void insert(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      if (statement.executeUpdate() != 1) {
        throw new IllegalStateException(sql);
      }
    }
  }
}
