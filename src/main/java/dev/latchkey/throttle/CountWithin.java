package dev.latchkey.throttle;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * Counts an attempt in one bucket, on PostgreSQL, within the statement that makes it. It is
 * committed with the statement, whatever the rest of it does, unless that fails.
 */
public final class CountWithin {

  /**
   * A data-modifying statement for a {@code WITH} clause. It returns a row with the {@code bucket}
   * if the attempt may be made, and has then counted it; else it changes nothing. A concurrent
   * first attempt does not matter, because {@code ON CONFLICT} sees its row.
   */
  public static final String SQL =
      "INSERT INTO rate_counter AS c (bucket, hits, expires_at, limit_name) VALUES (?, 1, ?, ?)"
          + onConflict("?");

  private CountWithin() {}

  /**
   * The end of an insertion into {@code rate_counter AS c}, with the time as three parameters: it
   * counts in rows that exist, if they have room.
   *
   * @param amount the limit of the row, in SQL
   */
  static String onConflict(String amount) {
    return " ON CONFLICT (bucket) DO UPDATE SET"
        + " hits = CASE WHEN c.expires_at <= ? THEN 1 ELSE c.hits + 1 END,"
        + " expires_at = CASE WHEN c.expires_at <= ? THEN EXCLUDED.expires_at ELSE c.expires_at END"
        + " WHERE c.expires_at <= ? OR c.hits < "
        + amount
        + " RETURNING c.bucket";
  }

  /** The parameters of {@link #SQL}. */
  static List<Object> parameters(Bucket bucket, Instant now) {
    return List.of(
        bucket.id(),
        now.plus(bucket.limit().per()).toEpochMilli(),
        bucket.limitName(),
        now.toEpochMilli(),
        now.toEpochMilli(),
        now.toEpochMilli(),
        bucket.limit().amount());
  }

  /**
   * Sets the parameters of {@link #SQL}.
   *
   * @param first the index of the first one
   * @return the index after the last one
   */
  public static int bind(PreparedStatement statement, int first, Bucket bucket, Instant now)
      throws SQLException {
    int at = first;
    for (Object parameter : parameters(bucket, now)) {
      statement.setObject(at++, parameter);
    }
    return at;
  }
}
