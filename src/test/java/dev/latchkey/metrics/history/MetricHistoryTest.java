package dev.latchkey.metrics.history;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.latchkey.TestWorld;
import dev.latchkey.Together;
import dev.latchkey.metrics.Counters;
import dev.latchkey.persistence.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricHistoryTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final TestDatabase database = new TestDatabase();
  private final Counters counters = new Counters();
  private final MetricHistory history =
      new MetricHistory(database, counters, new LiveSessions(database));
  private Instant start;

  @BeforeEach
  void beginAMinute() {
    start = database.now().truncatedTo(ChronoUnit.MINUTES).plus(MINUTE);
    database.clock().set(start);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private long[] read(Series series, int buckets, Duration bucket) {
    return history.read(start, buckets, bucket).get(series);
  }

  @Test
  void growth_isWrittenOnce_toTheMinuteItIsWrittenIn() {
    counters.logins().increment("password", "succeeded");
    counters.logins().increment("code", "succeeded");
    counters.logins().increment("password", "failed");
    history.write();
    history.write();
    database.clock().advance(MINUTE.multipliedBy(2));
    counters.logins().increment("password", "succeeded");
    history.write();

    assertArrayEquals(new long[] {2, 0, 1}, read(Series.LOGINS, 3, MINUTE));
    assertArrayEquals(new long[] {1, 0, 0}, read(Series.LOGIN_FAILURES, 3, MINUTE));
    assertArrayEquals(new long[] {3}, read(Series.LOGINS, 1, MINUTE.multipliedBy(3)));
    assertArrayEquals(new long[] {0, 0, 0}, read(Series.REFRESHES, 3, MINUTE));
  }

  @Test
  void nodes_writingConcurrently_loseNothing() {
    int nodes = 4;
    int rounds = 25;
    var databases = new ConcurrentLinkedQueue<TestDatabase>();
    IntStream.range(0, nodes).forEach(i -> databases.add(database.secondNode()));
    Together.run(
        nodes,
        () -> {
          try (TestDatabase node = databases.remove()) {
            Counters own = new Counters();
            MetricHistory its = new MetricHistory(node, own, new LiveSessions(node));
            for (int i = 0; i < rounds; i++) {
              own.refreshes().increment("rotated");
              own.requests().increment("2xx");
              its.write();
            }
          }
          return nodes;
        });

    assertArrayEquals(new long[] {nodes * rounds}, read(Series.REFRESHES, 1, MINUTE));
    assertArrayEquals(new long[] {nodes * rounds}, read(Series.REQUESTS, 1, MINUTE));
  }

  @Test
  void growth_notWritten_isMadeUpForLater() {
    counters.refreshes().increment("reused");
    database.transaction(
        () -> database.entities().createNativeQuery("DROP TABLE metric_minute").executeUpdate());
    assertThrows(RuntimeException.class, history::write);
    database.transaction(
        () ->
            database
                .entities()
                .createNativeQuery(
                    "CREATE TABLE metric_minute (id VARCHAR(60) NOT NULL PRIMARY KEY,"
                        + " metric VARCHAR(40) NOT NULL, begins_at BIGINT NOT NULL,"
                        + " amount BIGINT NOT NULL, expires_at BIGINT NOT NULL)")
                .executeUpdate());
    history.write();
    assertArrayEquals(new long[] {1}, read(Series.REFRESH_REUSES, 1, MINUTE));
  }

  @Test
  void sessions_areTheHighestLevelOfABucket_andThoseOfUsersOnly() {
    try (TestWorld world = TestWorld.with()) {
      world.clock.set(start);
      world.openPending();
      var ada = world.account("ada@example.org");
      world.open(ada);
      world.open(ada);
      MetricHistory its = world.bean(MetricHistory.class);
      its.countSessions();
      world.database.transaction(
          () -> world.database.entities().createNativeQuery("DELETE FROM session").executeUpdate());
      its.countSessions();
      assertArrayEquals(new long[] {2, 0}, its.read(start, 2, MINUTE).get(Series.SESSIONS));
      world.clock.advance(MINUTE);
      its.countSessions();
      assertArrayEquals(
          new long[] {2}, its.read(start, 1, MINUTE.multipliedBy(2)).get(Series.SESSIONS));
    }
  }

  @Test
  void sessions_areCountedByOneNode() {
    try (TestDatabase other = database.secondNode()) {
      MetricHistory second = new MetricHistory(other, new Counters(), new LiveSessions(other));
      history.countSessions();
      second.countSessions();
      Object rows =
          database
              .entities()
              .createNativeQuery("SELECT COUNT(*) FROM metric_minute")
              .getSingleResult();
      assertEquals(1, ((Number) rows).intValue());
    }
  }
}
