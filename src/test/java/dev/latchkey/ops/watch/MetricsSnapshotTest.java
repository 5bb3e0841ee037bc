package dev.latchkey.ops.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.TestWorld;
import dev.latchkey.web.RequestsInFlight;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsSnapshotTest {

  private final TestWorld world = TestWorld.with();
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicLong queries = new AtomicLong();
  private final CachedCheck<Backlog> nothing =
      new CachedCheck<>(
          Runnable::run,
          () -> {
            queries.incrementAndGet();
            throw new IllegalStateException("no database");
          },
          Duration.ofSeconds(2),
          Duration.ZERO,
          nanos::get);
  private final MetricsSnapshot readings =
      new MetricsSnapshot(
          new NodeMetrics(world.counters, new RequestsInFlight(), world.passwords, nothing),
          nanos::get);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void metric_isFoundByItsNameAndLabels() {
    world.counters.logins().increment("password", "failed");
    assertEquals(1, readings.of("latchkey_logins_total", "password", "failed"));
    assertEquals(0, readings.of("latchkey_logins_total", "password", "succeeded"));
  }

  @Test
  void metrics_areReadTogetherOnceASecond() {
    readings.of("latchkey_database_up");
    world.counters.limited().increment("login");
    assertEquals(0, readings.of("latchkey_rate_limited_total", "login"));
    assertEquals(1, queries.get());
    nanos.addAndGet(Duration.ofSeconds(2).toNanos());
    assertEquals(1, readings.of("latchkey_rate_limited_total", "login"));
    assertEquals(2, queries.get());
  }

  @Test
  void metric_unavailable_isNotANumber() {
    assertEquals(Double.NaN, readings.of("latchkey_mails_waiting"));
  }
}
