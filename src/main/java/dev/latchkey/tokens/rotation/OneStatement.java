package dev.latchkey.tokens.rotation;

import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.throttle.Bucket;
import dev.latchkey.throttle.CountWithin;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The whole exchange in one statement of PostgreSQL, which commits it: one round trip, and no lock
 * outlives it. Thread-safe.
 *
 * <p>All parts of the statement see the rows as they were when it began ({@code given}). An update
 * whose row another transaction has changed since waits for that, and then works on the row's
 * current version (PostgreSQL, 13.2.1 Read Committed). So requests that overlap all find the token
 * unrotated in {@code given}, lock the session one after the other, and read the winner's successor
 * from the row that they find marked. A token that is rotated in {@code given} changes nothing.
 */
public final class OneStatement implements RotationStatements {

  /**
   * How long before a request another one may have taken the time that it marks a token with,
   * although it committed after this request began: longer than a statement waits for a lock.
   */
  private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(3);

  private static final int ACCOUNT = 6;
  private static final int SUCCESSOR = 12;
  private static final int USED = 15;
  private static final int GRANTED = 16;
  private static final int COUNTED_UNTIL = 17;
  private static final int COLUMNS = 18;

  private final Database database;
  private final Sessions sessions;
  private final boolean withGroups;

  public OneStatement(Database database, Sessions sessions, boolean withGroups) {
    this.database = database;
    this.sessions = sessions;
    this.withGroups = withGroups;
  }

  @Override
  public boolean areOne() {
    return true;
  }

  @Override
  public Exchange exchange(
      PresentedToken token, Optional<TokenStamp> planned, Optional<Bucket> counted) {
    Instant begun = database.now();
    AtomicInteger attempts = new AtomicInteger();
    return database.autoCommit(
        connection -> {
          boolean again = attempts.getAndIncrement() > 0;
          List<Object[]> rows =
              execute(connection, token, planned.orElse(null), counted.orElse(null));
          Exchange exchange = exchange(token, planned.orElse(null), rows, counted.isPresent());
          return again ? overlapping(exchange, begun) : exchange;
        });
  }

  /**
   * The result of a statement that was repeated because of a conflict. What the first one saw is
   * lost; but a token that was rotated after this request began was unrotated then.
   */
  private static Exchange overlapping(Exchange exchange, Instant begun) {
    return exchange instanceof Exchange.RotatedBefore rotated
            && rotated.token().successor() != null
            && rotated.rotatedAt().isAfter(begun.minus(LONGEST_STATEMENT))
        ? new Exchange.Overlapped(rotated.token(), rotated.token().successor())
        : exchange;
  }

  private Exchange exchange(
      PresentedToken token, @Nullable TokenStamp planned, List<Object[]> rows, boolean counted) {
    if (rows.isEmpty()) {
      return new Exchange.Unknown();
    }
    Object[] first = rows.get(0);
    if (counted && first[GRANTED] == null) {
      return new Exchange.Limited(untilFree(first[COUNTED_UNTIL]));
    }
    if (first[ACCOUNT] == null) { // no account: there is no such token
      return new Exchange.Unknown();
    }
    RefreshRow row = RefreshRow.of(token.jti(), rows, withGroups);
    if (row.rotatedAt().isPresent()) {
      return new Exchange.RotatedBefore(row, row.rotatedAt().get());
    }
    if (first[USED] == null) {
      return new Exchange.Unknown();
    }
    if (planned == null) {
      return new Exchange.Kept(row);
    }
    TokenStamp successor =
        new TokenStamp(
            (String) first[SUCCESSOR],
            RefreshRow.time(first[SUCCESSOR + 1]),
            RefreshRow.time(first[SUCCESSOR + 2]));
    return successor.jti().equals(planned.jti())
        ? new Exchange.Won(row, successor)
        : new Exchange.Overlapped(row, successor);
  }

  private Duration untilFree(@Nullable Object end) {
    Duration left =
        end == null
            ? Duration.ZERO
            : Duration.between(database.now(), Instant.ofEpochMilli(((Number) end).longValue()));
    return left.isNegative() ? Duration.ZERO : left;
  }

  private List<Object[]> execute(
      Connection connection,
      PresentedToken token,
      @Nullable TokenStamp planned,
      @Nullable Bucket counted)
      throws SQLException {
    String sql = RotationSql.of(counted != null, planned != null, withGroups);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, token, planned, counted);
      try (ResultSet result = statement.executeQuery()) {
        List<Object[]> rows = new ArrayList<>();
        while (result.next()) {
          Object[] row = new Object[COLUMNS];
          for (int i = 0; i < COLUMNS; i++) {
            row[i] = result.getObject(i + 1);
          }
          rows.add(row);
        }
        return rows;
      }
    }
  }

  /** In the order of {@link RotationSql}. */
  private void bind(
      PreparedStatement statement,
      PresentedToken token,
      @Nullable TokenStamp planned,
      @Nullable Bucket counted)
      throws SQLException {
    Instant time = database.now();
    long now = time.toEpochMilli();
    int at = counted == null ? 1 : CountWithin.bind(statement, 1, counted, time);
    statement.setString(at++, token.jti());
    statement.setString(at++, token.sessionHash());
    statement.setString(at++, token.accountId());
    statement.setLong(at++, now);
    statement.setLong(at++, now);
    statement.setLong(at++, now);
    statement.setLong(at++, now);
    Optional<Instant> idleUntil = sessions.idleUntil(time);
    if (idleUntil.isPresent()) {
      statement.setLong(at++, idleUntil.get().toEpochMilli());
    } else {
      statement.setNull(at++, Types.BIGINT);
    }
    statement.setLong(at++, now);
    statement.setLong(at++, now);
    if (planned != null) {
      statement.setLong(at++, now);
      statement.setString(at++, planned.jti());
      statement.setLong(at++, planned.issuedAt().toEpochMilli());
      statement.setLong(at++, planned.expiresAt().toEpochMilli());
      statement.setString(at++, token.jti());
      statement.setString(at++, token.jti());
      statement.setString(at++, planned.jti());
    }
    if (counted != null) {
      statement.setString(at, counted.id());
    }
  }
}
