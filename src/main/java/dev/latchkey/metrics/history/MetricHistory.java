package dev.latchkey.metrics.history;

import dev.latchkey.Shared;
import dev.latchkey.metrics.Counters;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.JobLease;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes and reads the history. Writing adds the growth since the last writing to the row of the
 * current minute; if that fails, it is added the next time.
 */
@Shared
public class MetricHistory {

  /** How far back the history goes. */
  public static final Duration LENGTH = Duration.ofHours(24);

  private static final Duration KEPT_FOR = LENGTH.plusHours(1);
  private static final Duration LEASE = Duration.ofSeconds(90);

  private final Database database;
  private final Counters counters;
  private final LiveSessions sessions;
  private final JobLease sessionsLease;
  private final Map<Series, Long> written = new EnumMap<>(Series.class);

  @Inject
  public MetricHistory(Database database, Counters counters, LiveSessions sessions) {
    this.sessions = sessions;
    this.database = database;
    this.counters = counters;
    this.sessionsLease = new JobLease(database, "count-sessions", LEASE);
  }

  /** Adds what this node has counted since the last call. Call it outside of a transaction. */
  public synchronized void write() {
    Map<Series, Long> totals = new EnumMap<>(Series.class);
    Map<Series, Long> growth = new EnumMap<>(Series.class);
    for (Series series : Series.SUMS) {
      long total = series.total(counters);
      long delta = total - written.getOrDefault(series, 0L);
      totals.put(series, total);
      if (delta > 0) {
        growth.put(series, delta);
      }
    }
    if (!growth.isEmpty()) {
      Instant minute = minute();
      database.transaction(() -> growth.forEach((series, delta) -> add(series, minute, delta)));
    }
    written.putAll(totals);
  }

  /** Counts the sessions of all nodes, on one of them. Call it outside of a transaction. */
  public void countSessions() {
    if (!sessionsLease.hold()) {
      return;
    }
    Instant minute = minute();
    database.transaction(() -> raise(minute, sessions.count()));
  }

  /**
   * The values of all series.
   *
   * @param from the beginning of a minute
   * @param buckets the number of values of each series
   * @param bucket the time that each covers, in whole minutes
   */
  public Map<Series, long[]> read(Instant from, int buckets, Duration bucket) {
    Map<Series, long[]> values = new EnumMap<>(Series.class);
    for (Series series : Series.values()) {
      values.put(series, new long[buckets]);
    }
    Map<String, Series> byName = new HashMap<>();
    values.keySet().forEach(series -> byName.put(series.text(), series));
    for (Object each : rows(from, from.plus(bucket.multipliedBy(buckets)))) {
      Object[] row = (Object[]) each;
      Series series = byName.get((String) row[0]);
      long[] sums = series == null ? null : values.get(series);
      if (sums != null) { // else of a later release
        int index =
            (int) ((((Number) row[1]).longValue() - from.toEpochMilli()) / bucket.toMillis());
        long amount = ((Number) row[2]).longValue();
        sums[index] =
            series == Series.SESSIONS ? Math.max(sums[index], amount) : sums[index] + amount;
      }
    }
    return values;
  }

  private List<?> rows(Instant from, Instant to) {
    return database.transaction(
        () ->
            database
                .entities()
                .createNativeQuery(
                    "SELECT metric, begins_at, amount FROM metric_minute"
                        + " WHERE begins_at >= ?1 AND begins_at < ?2")
                .setParameter(1, from.toEpochMilli())
                .setParameter(2, to.toEpochMilli())
                .getResultList());
  }

  private Instant minute() {
    return database.now().truncatedTo(ChronoUnit.MINUTES);
  }

  private void add(Series series, Instant minute, long delta) {
    int updated =
        database
            .entities()
            .createNativeQuery("UPDATE metric_minute SET amount = amount + ?1 WHERE id = ?2")
            .setParameter(1, delta)
            .setParameter(2, id(series, minute))
            .executeUpdate();
    if (updated == 0) {
      insert(series, minute, delta);
    }
  }

  private void raise(Instant minute, long level) {
    int updated =
        database
            .entities()
            .createNativeQuery(
                "UPDATE metric_minute SET amount = CASE WHEN amount < ?1 THEN ?2 ELSE amount END"
                    + " WHERE id = ?3")
            .setParameter(1, level)
            .setParameter(2, level)
            .setParameter(3, id(Series.SESSIONS, minute))
            .executeUpdate();
    if (updated == 0) {
      insert(Series.SESSIONS, minute, level);
    }
  }

  private void insert(Series series, Instant minute, long amount) {
    database
        .entities()
        .createNativeQuery(
            "INSERT INTO metric_minute (id, metric, begins_at, amount, expires_at)"
                + " VALUES (?1, ?2, ?3, ?4, ?5)")
        .setParameter(1, id(series, minute))
        .setParameter(2, series.text())
        .setParameter(3, minute.toEpochMilli())
        .setParameter(4, amount)
        .setParameter(5, minute.plus(KEPT_FOR).toEpochMilli())
        .executeUpdate();
  }

  private static String id(Series series, Instant minute) {
    return series.text() + "/" + minute.getEpochSecond() / 60;
  }
}
