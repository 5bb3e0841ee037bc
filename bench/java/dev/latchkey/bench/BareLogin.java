package dev.latchkey.bench;

import dev.latchkey.bench.exchange.Signer;
import dev.latchkey.passwords.PasswordHasher;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/**
 * What a login with its rate limits cannot do without: the hash of the password, the statements and
 * the two commits that count the attempt and write its rows, by nothing but the driver, and one
 * signature by nothing but the Java runtime. Each instance has an account and counters of its own;
 * used by one thread.
 */
final class BareLogin implements Runnable {

  private static final byte[] TOKEN = new byte[500];
  private static final long DAY = 86_400_000;

  private static final String COUNT_UP =
      "INSERT INTO rate_counter AS c (bucket, hits, expires_at, limit_name)"
          + " VALUES (?, 1, ?, 'bare'), (?, 1, ?, 'bare'), (?, 1, ?, 'bare')"
          + " ON CONFLICT (bucket) DO UPDATE SET hits = c.hits + 1"
          + " WHERE c.hits < 1000000000 RETURNING bucket";
  private static final String LOOK_UP =
      "SELECT a.id, a.password_hash, a.token_epoch FROM account a WHERE a.id = ?";
  private static final String LOCK = LOOK_UP + " FOR NO KEY UPDATE";
  private static final String SESSION =
      "INSERT INTO session (id, token_hash, account_id, state, created, last_seen, expires_at)"
          + " VALUES (nextval('session_seq'), ?, ?, '{}', ?, ?, ?)";
  private static final String AUDIT =
      "INSERT INTO audit_event (id, happened_at, type, account_id, address, expires_at)"
          + " VALUES (nextval('audit_event_seq'), ?, 'bare', ?, '192.0.2.1', ?)";
  private static final String COUNT_DOWN =
      "UPDATE rate_counter SET hits = hits - 1 WHERE bucket IN (?, ?) AND hits > 0";

  private final Connection connection;
  private final PasswordHasher hasher;
  private final String hash;
  private final Signer signer;
  private final long account;
  private final String ofAddress = UUID.randomUUID().toString();
  private final String ofName = UUID.randomUUID().toString();
  private final String ofAccount = UUID.randomUUID().toString();

  /**
   * @param hash of {@link Person#PASSWORD}
   */
  BareLogin(
      Database databases, String database, PasswordHasher hasher, String hash, Signer signer) {
    this.hasher = hasher;
    this.hash = hash;
    this.signer = signer;
    this.account = -Math.abs(UUID.randomUUID().getMostSignificantBits() % 1_000_000_000L) - 1;
    try {
      connection = databases.postgres().connect(database);
      execute(
          "INSERT INTO account (id, active, created, token_epoch) VALUES (?, true, ?, 0)",
          account,
          System.currentTimeMillis());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void run() {
    long now = System.currentTimeMillis();
    long end = now + DAY;
    try {
      execute(LOOK_UP, account);
      execute(COUNT_UP, ofAddress, end, ofName, end, ofAccount, end);
      hasher.verify(Person.PASSWORD, hash);
      connection.setAutoCommit(false);
      execute(LOCK, account);
      execute(SESSION, UUID.randomUUID().toString(), account, now, now, end);
      execute(AUDIT, now, account, end);
      execute(COUNT_DOWN, ofName, ofAccount);
      connection.commit();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    signer.sign(TOKEN);
  }

  private void execute(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.execute();
    }
  }
}
