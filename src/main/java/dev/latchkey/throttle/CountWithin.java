package dev.latchkey.throttle;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Counts an attempt within the statement that makes it, on PostgreSQL. It is committed with the
 * statement, whatever the rest of it does, unless that fails.
 */
public final class CountWithin {

  /**
   * A data-modifying statement for a {@code WITH} clause. It returns a row if the attempt may be
   * made, and has then counted it; else it changes nothing. A concurrent first attempt does not
   * matter, because {@code ON CONFLICT} sees its row.
   */
  public static final String SQL =
      "INSERT INTO rate_counter AS c (bucket, hits, expires_at, limit_name) VALUES (?, 1, ?, ?)"
          + " ON CONFLICT (bucket) DO UPDATE SET"
          + " hits = CASE WHEN c.expires_at <= ? THEN 1 ELSE c.hits + 1 END,"
          + " expires_at = CASE WHEN c.expires_at <= ? THEN EXCLUDED.expires_at ELSE c.expires_at END"
          + " WHERE c.expires_at <= ? OR c.hits < ? RETURNING true AS granted";

  private CountWithin() {}

  /**
   * Sets the parameters of {@link #SQL}.
   *
   * @param first the index of the first one
   * @return the index after the last one
   */
  public static int bind(PreparedStatement statement, int first, Bucket bucket, Instant now)
      throws SQLException {
    int at = first;
    statement.setString(at++, bucket.id());
    statement.setLong(at++, now.plus(bucket.limit().per()).toEpochMilli());
    statement.setString(at++, bucket.limitName());
    statement.setLong(at++, now.toEpochMilli());
    statement.setLong(at++, now.toEpochMilli());
    statement.setLong(at++, now.toEpochMilli());
    statement.setInt(at++, bucket.limit().amount());
    return at;
  }
}
