package dev.latchkey.ops.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.mail.DeliveryState;
import dev.latchkey.metrics.Counters;
import dev.latchkey.persistence.DatabaseFacts;
import dev.latchkey.persistence.TestDatabase;
import dev.latchkey.web.RequestsInFlight;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadinessTest {

  private final TestDatabase database = new TestDatabase();
  private final RequestsInFlight requests = new RequestsInFlight();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void node_betweenStartAndStop_isReady() {
    Readiness readiness = readiness(Runnable::run);
    assertEquals(new Readiness.State(false, false, false), readiness.state());
    requests.open();
    assertTrue(readiness.state().isReady());
    requests.close();
    assertFalse(readiness.state().isReady());
  }

  @Test
  void node_whoseDatabaseIsDown_isNotReady() {
    requests.open();
    database.close();
    assertEquals(new Readiness.State(true, false, false), readiness(Runnable::run).state());
  }

  @Test
  void node_whoseDatabaseTimesOut_isNotReady() {
    requests.open();
    assertEquals(new Readiness.State(true, false, false), readiness(work -> {}).state());
  }

  private Readiness readiness(Executor threads) {
    return new Readiness(
        requests,
        new CachedCheck<DatabaseFacts>(
            threads, database::inspect, Duration.ofMillis(1), Duration.ZERO, System::nanoTime),
        new DeliveryState(new Counters()));
  }
}
