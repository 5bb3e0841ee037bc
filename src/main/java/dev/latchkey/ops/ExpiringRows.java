package dev.latchkey.ops;

import dev.latchkey.persistence.Database;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The rows of a table with an expiry column.
 *
 * @param table its name
 * @param key the column of its primary key
 * @param end the expiry column, indexed; rows without a value do not expire
 */
public record ExpiringRows(String table, String key, String end) {

  /**
   * All tables. Tokens come before sessions, whose deletion cascades to them, so that no batch
   * grows by that.
   */
  public static final List<ExpiringRows> ALL =
      List.of(
          new ExpiringRows("refresh_token", "jti", "expires_at"),
          new ExpiringRows("session", "id", "expires_at"),
          new ExpiringRows("session", "id", "idle_until"),
          new ExpiringRows("trusted_device", "id", "expires_at"),
          new ExpiringRows("rate_counter", "bucket", "expires_at"),
          new ExpiringRows("outbound_mail", "id", "expires_at"),
          new ExpiringRows("audit_event", "id", "expires_at"),
          new ExpiringRows("signing_key", "kid", "expires_at"),
          new ExpiringRows("node", "id", "expires_at"),
          new ExpiringRows("metric_minute", "id", "expires_at"));

  /**
   * Deletes a batch of expired rows, in a transaction of its own.
   *
   * @return their number; the maximum if there may be more
   */
  int deleteSome(Database database, int atMost) {
    return database.<Integer>transaction(
        () -> {
          long now = database.now().toEpochMilli();
          List<?> keys =
              database
                  .entities()
                  .createNativeQuery(selection(atMost))
                  .setParameter(1, now)
                  .getResultList();
          return keys.isEmpty() ? 0 : delete(database, keys, now);
        });
  }

  /** The number of expired rows, in the current transaction, up to a maximum. */
  public long count(Database database, int atMost) {
    String counted = "SELECT COUNT(*) FROM (" + selection(atMost) + ") expired";
    Object rows =
        database
            .entities()
            .createNativeQuery(counted)
            .setParameter(1, database.now().toEpochMilli())
            .getSingleResult();
    return ((Number) rows).longValue();
  }

  /** The limit is in the statement, so that the database uses the index. */
  private String selection(int atMost) {
    return "SELECT "
        + key
        + " FROM "
        + table
        + " WHERE "
        + end
        + " <= ?1 ORDER BY "
        + end
        + " OFFSET 0 ROWS FETCH FIRST "
        + atMost
        + " ROWS ONLY";
  }

  /** Checks the time again: a counter may have been restarted since its key was read. */
  private int delete(Database database, List<?> keys, long now) {
    String places =
        IntStream.rangeClosed(2, keys.size() + 1)
            .mapToObj(i -> "?" + i)
            .collect(Collectors.joining(", "));
    var query =
        database
            .entities()
            .createNativeQuery(
                "DELETE FROM "
                    + table
                    + " WHERE "
                    + end
                    + " <= ?1 AND "
                    + key
                    + " IN ("
                    + places
                    + ")")
            .setParameter(1, now);
    for (int i = 0; i < keys.size(); i++) {
      query.setParameter(i + 2, keys.get(i));
    }
    return query.executeUpdate();
  }
}
