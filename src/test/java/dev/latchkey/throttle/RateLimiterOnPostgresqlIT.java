package dev.latchkey.throttle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.Together;
import dev.latchkey.metrics.Counters;
import dev.latchkey.persistence.OnPostgresql;
import dev.latchkey.persistence.TestDatabase;
import dev.latchkey.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnPostgresql.class)
class RateLimiterOnPostgresqlIT extends RateLimiterTest {

  /** There is no moment between two statements: the insertion itself sees the other row. */
  @Test
  @Override
  void firstAttempt_concurrentWithAnother_isCountedInItsRow() {
    try (TestDatabase database = new TestDatabase()) {
      RateLimiter limiter =
          new RateLimiter(
              database,
              Settings.of(Map.of("ACCOUNT_RATE_LIMITS_LOGIN", "5/m/ip,7/h/ip")),
              new Counters());

      long granted =
          Together.run(32, () -> limiter.acquire(Attempt.of(Action.LOGIN, "192.0.2.1"))).stream()
              .filter(Permit.Granted.class::isInstance)
              .count();

      assertEquals(5, granted);
    }
  }
}
