package dev.latchkey.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.latchkey.Together;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DatabaseClockTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final AtomicInteger queries = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5_000_000_000L);
  private volatile Instant database = NOON;
  private volatile boolean reachable = true;
  private volatile Duration answersAfter = Duration.ZERO;

  private final DatabaseClock clock = new DatabaseClock(this::ask, nanos::get);

  @Test
  void database_isQueriedOnceInTenSeconds() {
    for (int second = 0; second < 10; second++) {
      assertEquals(NOON.plusSeconds(second), clock.now());
      pass(Duration.ofSeconds(1));
    }
    assertEquals(1, queries.get());

    clock.now();
    assertEquals(2, queries.get());
  }

  @Test
  void time_betweenQueries_advancesRegardlessOfTheWallClock() {
    clock.now();
    pass(Duration.ofMillis(9_999));

    assertEquals(NOON.plusMillis(9_999), clock.now());
  }

  @Test
  void time_inATransaction_isMeasuredAndNeverQueried() {
    clock.keepUp();
    pass(Duration.ofMinutes(1));

    assertEquals(NOON.plusSeconds(60), clock.measured());
    assertEquals(1, queries.get());
  }

  @Test
  void query_correctsTheTime() {
    clock.now();
    pass(Duration.ofSeconds(10));
    database = NOON.plusSeconds(13);

    assertEquals(NOON.plusSeconds(13), clock.now());
  }

  @Test
  void latency_ofTheQuery_isSplitBetweenBothDirections() {
    DatabaseClock slow =
        new DatabaseClock(
            () -> {
              pass(Duration.ofSeconds(2));
              return NOON;
            },
            nanos::get);

    assertEquals(NOON.plusSeconds(1), slow.now());
  }

  @Test
  void time_whileTheDatabaseIsUnreachable_advances() {
    clock.now();
    reachable = false;
    pass(Duration.ofSeconds(25));

    assertEquals(NOON.plusSeconds(25), clock.now());
    assertEquals(2, queries.get());
  }

  @Test
  void database_unreachable_isNotQueriedMoreOften() {
    clock.now();
    reachable = false;
    pass(Duration.ofSeconds(10));
    clock.now();
    pass(Duration.ofSeconds(9));
    clock.now();
    assertEquals(2, queries.get());

    reachable = true;
    database = NOON.plusSeconds(60);
    pass(Duration.ofSeconds(1));
    assertEquals(NOON.plusSeconds(60), clock.now());
  }

  @Test
  void clock_whoseDatabaseIsUnreachable_saysSoBeforeItIsUsed() {
    clock.now();
    reachable = false;
    pass(Duration.ofSeconds(10));

    assertThrows(DatabaseUnavailable.class, clock::keepUp);
    clock.keepUp();
    assertEquals(NOON.plusSeconds(10), clock.now());
    assertEquals(2, queries.get());
  }

  @Test
  void time_thatArrivedLate_isIgnored() {
    clock.now();
    pass(Duration.ofSeconds(10));
    answersAfter = Duration.ofSeconds(2);
    database = NOON.plusSeconds(60);

    assertEquals(NOON.plusSeconds(12), clock.now());
  }

  @Test
  void time_beforeTheFirstQuery_isUnknown() {
    reachable = false;
    assertThrows(DatabaseUnavailable.class, clock::now);

    reachable = true;
    assertEquals(NOON, clock.now());
  }

  @Test
  void concurrentThreads_oneQueries() {
    assertEquals(List.of(NOON), Together.run(16, clock::now).stream().distinct().toList());
    assertEquals(1, queries.get());
  }

  private Instant ask() {
    queries.incrementAndGet();
    pass(answersAfter);
    if (!reachable) {
      throw new DatabaseUnavailable("Connection refused.", null);
    }
    return database;
  }

  private void pass(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }
}
