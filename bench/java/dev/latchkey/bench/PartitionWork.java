package dev.latchkey.bench;

import dev.latchkey.jose.TokenCarrier;
import dev.latchkey.persistence.RowChanges;
import dev.latchkey.sessions.SessionMemory;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.settings.Settings;
import dev.latchkey.tokens.rotation.Exchange;
import dev.latchkey.tokens.rotation.OneStatement;
import dev.latchkey.tokens.rotation.PresentedToken;
import dev.latchkey.tokens.rotation.TokenStamp;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** What one thread does with the tables of a layout. */
final class PartitionWork implements AutoCloseable {

  private static final AtomicLong NEW_IDS = new AtomicLong(1_000_000_000);
  private static final Duration TOKEN_LIFETIME = Duration.ofDays(1);

  /** The current tokens of the sessions of each database, where they are not the first. */
  private static final Map<String, Map<Long, String>> SUCCESSORS = new ConcurrentHashMap<>();

  private final Layout layout;
  private final Connection connection;
  private final DirectDatabase database;
  private final Sessions sessions;
  private final long first;
  private final long span;
  private final long accounts;

  /**
   * @param thread which of them it is, from 0
   * @param threads their number: each has rows of its own
   */
  PartitionWork(Layout layout, String parameters, int thread, int threads) {
    this.layout = layout;
    this.connection = layout.connect(parameters);
    this.database = new DirectDatabase(connection);
    Settings settings = Settings.of(Map.of());
    RowChanges changes = new RowChanges(database);
    this.sessions = new Sessions(database, settings, new SessionMemory(settings, changes), changes);
    long live = layout.rows() - layout.firstLive() + 1;
    this.span = live / threads;
    this.accounts = layout.accounts();
    this.first = layout.firstLive() + thread * span;
  }

  /** The product's read of a session by its token's digest. */
  void lookUp() {
    if (sessions.recognise("bench-" + any()).isEmpty()) {
      throw new IllegalStateException("a session is not there");
    }
  }

  /** The product's rotation of a refresh token by one statement. */
  Runnable rotation() {
    Map<Long, String> successors =
        SUCCESSORS.computeIfAbsent(layout.database(), any -> new ConcurrentHashMap<>());
    return () -> {
      long session = any();
      String jti = successors.computeIfAbsent(session, PartitionWork::jti);
      PresentedToken token =
          new PresentedToken(
              jti,
              Long.toString(1 + session % accounts),
              TokenCarrier.HEADER.digest("bench-" + session));
      TokenStamp next = TokenStamp.ofRefreshToken(Instant.now(), TOKEN_LIFETIME);
      Exchange exchange =
          new OneStatement(database, sessions, false)
              .exchange(token, Optional.of(next), Optional.empty());
      if (!(exchange instanceof Exchange.Won won)) {
        throw new IllegalStateException("a token was not rotated: " + exchange);
      }
      successors.put(session, won.successor().jti());
    };
  }

  /** What a login leaves in the database: a session, its first refresh token and an event. */
  void login() {
    try {
      long now = System.currentTimeMillis();
      long id = NEW_IDS.incrementAndGet();
      connection.setAutoCommit(false);
      insert(
          "INSERT INTO session (id, token_hash, account_id, state, created, last_seen, expires_at, address, user_agent)"
              + " VALUES (?, ?, 1, '{}', ?, ?, ?, '192.0.2.1', 'Bench/1')",
          id,
          TokenCarrier.HEADER.digest(UUID.randomUUID().toString()),
          now,
          now,
          now + 12 * Layout.Table.SESSION.width);
      insert(
          "INSERT INTO refresh_token (jti, session_id, issued_at, expires_at) VALUES (?, ?, ?, ?)",
          UUID.randomUUID().toString(),
          id,
          now,
          now + TOKEN_LIFETIME.toMillis());
      insert(
          "INSERT INTO audit_event (id, happened_at, type, account_id, session_id, address, user_agent, expires_at)"
              + " VALUES (?, ?, 'logged_in', 1, ?, '192.0.2.1', 'Bench/1', ?)",
          id,
          now,
          id,
          now + 12 * Layout.Table.AUDIT_EVENT.width);
      connection.commit();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void insert(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  private long any() {
    return first + ThreadLocalRandom.current().nextLong(span);
  }

  /** As {@code md5(…)::uuid::text} has it. */
  private static String jti(long row) {
    try {
      ByteBuffer digest =
          ByteBuffer.wrap(
              MessageDigest.getInstance("MD5")
                  .digest(("bench-" + row).getBytes(StandardCharsets.UTF_8)));
      return new UUID(digest.getLong(), digest.getLong()).toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
