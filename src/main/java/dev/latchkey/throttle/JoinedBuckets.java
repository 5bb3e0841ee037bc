package dev.latchkey.throttle;

import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.LateWrite;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Counts in all buckets by one statement of PostgreSQL, which locks their rows in the order of
 * their ids and commits at once. Thread-safe.
 */
final class JoinedBuckets implements BucketStatements {

  /** Rows that are full when the statement begins keep it from writing what would be subtracted. */
  private static final String UNLESS_CLOSED =
      ", closed AS (SELECT g.turn FROM given g JOIN rate_counter r ON r.bucket = g.bucket"
          + " WHERE r.expires_at > ? AND r.hits >= g.amount)"
          + " INSERT INTO rate_counter AS c (bucket, hits, expires_at, limit_name)"
          + " SELECT g.bucket, 1, g.ends, g.name FROM given g WHERE NOT EXISTS (SELECT 1 FROM closed f"
          + " WHERE f.turn = g.turn OR (f.turn < g.turn AND f.turn < ?)) ORDER BY g.bucket"
          + CountWithin.onConflict("(SELECT g.amount FROM given g WHERE g.bucket = c.bucket)");

  private final Database database;

  JoinedBuckets(Database database) {
    this.database = database;
  }

  @Override
  public Set<String> countUp(List<Collection<Bucket>> attempts, int conditions, Instant now) {
    List<Object> parameters = new ArrayList<>();
    int buckets = 0;
    for (int turn = 0; turn < attempts.size(); turn++) {
      for (Bucket bucket : attempts.get(turn)) {
        buckets++;
        parameters.addAll(given(bucket, turn, now));
      }
    }
    if (buckets == 1) {
      Bucket only = attempts.stream().flatMap(Collection::stream).findFirst().orElseThrow();
      return counted(CountWithin.SQL, CountWithin.parameters(only, now));
    }
    parameters.add(now.toEpochMilli());
    parameters.add(conditions);
    parameters.addAll(Collections.nCopies(3, now.toEpochMilli()));
    String rows = String.join(", ", Collections.nCopies(buckets, "(?, ?, ?, ?, ?)"));
    return counted(
        "WITH given (bucket, turn, amount, ends, name) AS (VALUES " + rows + ")" + UNLESS_CLOSED,
        parameters);
  }

  private static List<Object> given(Bucket bucket, int turn, Instant now) {
    return List.of(
        bucket.id(),
        turn,
        bucket.limit().amount(),
        now.plus(bucket.limit().per()).toEpochMilli(),
        bucket.limitName());
  }

  /** The subquery locks the rows in their order, which an update alone does not promise. */
  @Override
  public void countDown(List<String> buckets, Instant now) {
    List<Object> parameters = new ArrayList<>(List.of(now.toEpochMilli()));
    parameters.addAll(buckets);
    database.atEnd(
        new LateWrite(
            "rate_counter",
            "UPDATE rate_counter AS c SET hits = c.hits - 1,"
                + " expires_at = CASE WHEN c.hits = 1 THEN ? ELSE c.expires_at END"
                + " FROM (SELECT bucket FROM rate_counter WHERE bucket IN ("
                + String.join(", ", Collections.nCopies(buckets.size(), "?"))
                + ") ORDER BY bucket FOR UPDATE) AS locked"
                + " WHERE c.bucket = locked.bucket AND c.hits > 0",
            parameters));
  }

  private Set<String> counted(String sql, List<Object> parameters) {
    return database.autoCommit(
        connection -> {
          try (PreparedStatement upsert = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
              upsert.setObject(i + 1, parameters.get(i));
            }
            try (ResultSet rows = upsert.executeQuery()) {
              Set<String> counted = new HashSet<>();
              while (rows.next()) {
                counted.add(rows.getString(1));
              }
              return counted;
            }
          }
        });
  }
}
