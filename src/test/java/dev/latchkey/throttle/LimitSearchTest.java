package dev.latchkey.throttle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.metrics.Counters;
import dev.latchkey.persistence.TestDatabase;
import dev.latchkey.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LimitSearchTest {

  private final TestDatabase database = new TestDatabase();
  private final Settings settings =
      Settings.of(
          Map.of(
              "ACCOUNT_RATE_LIMITS_LOGIN_FAILED", "2/m/ip,1/300s/key",
              "ACCOUNT_RATE_LIMITS_AUTHENTICATION_FAILED", "1/300s/user"));
  private final RateLimiter limiter = new RateLimiter(database, settings, new Counters());
  private final LimitSearch search = new LimitSearch(database, settings);

  @AfterEach
  void close() {
    database.close();
  }

  private Attempt failure() {
    return Attempt.about(Action.LOGIN_FAILED, "192.0.2.7", "Ada@example.org");
  }

  @Test
  void limits_thatReject_areListedWithoutTheirSubject() {
    limiter.acquire(failure());

    List<RunningLimit> rejecting = search.rejecting(10);

    assertEquals(List.of("1/300s/key"), rejecting.stream().map(l -> l.limit().toString()).toList());
    RunningLimit limit = rejecting.get(0);
    assertEquals(Action.LOGIN_FAILED, limit.action());
    assertNull(limit.subject());
    assertTrue(limit.isRejecting());
    assertEquals(database.now().plusSeconds(300), limit.until());
    assertEquals(0, search.rejecting(0).size());
    database.clock().advance(Duration.ofSeconds(300));
    assertEquals(List.of(), search.rejecting(10));
  }

  @Test
  void limits_ofASubject_areFoundInAnySpelling() {
    limiter.acquire(failure());

    List<RunningLimit> byKey = search.of(List.of(), List.of("ADA@example.org"), List.of());
    assertEquals("ada@example.org", byKey.get(0).subject());
    List<RunningLimit> byAddress = search.of(List.of("192.0.2.7"), List.of(), List.of());
    assertEquals(List.of("2/m/ip"), byAddress.stream().map(l -> l.limit().toString()).toList());
    assertFalse(byAddress.get(0).isRejecting());
    assertEquals(List.of(), search.of(List.of("192.0.2.8"), List.of("bob"), List.of(50L)));
    assertEquals(List.of(), search.of(List.of(), List.of(), List.of()));
  }

  @Test
  void guesses_atAnAccountOrAName_areFoundByBoth() {
    limiter.acquire(Attempt.guess(Action.AUTHENTICATION_FAILED, null, 50L, "ada"));
    limiter.acquire(Attempt.guess(Action.RESET_CODE_FAILED, null, null, "nobody"));

    assertEquals(
        Action.AUTHENTICATION_FAILED,
        search.of(List.of(), List.of(), List.of(50L)).get(0).action());
    assertEquals(
        Action.RESET_CODE_FAILED,
        search.of(List.of(), List.of("nobody"), List.of()).get(0).action());
  }

  @Test
  void subject_isShownAsAdministratorsKnowIt() {
    limiter.acquire(Attempt.guess(Action.AUTHENTICATION_FAILED, null, null, "Nobody"));
    limiter.acquire(Attempt.guess(Action.AUTHENTICATION_FAILED, null, 50L, "ada"));
    limiter.acquire(Attempt.about(Action.LOGIN_FAILED, null, "?odd"));

    assertEquals("nobody", search.of(List.of(), List.of("nobody"), List.of()).get(0).subject());
    assertEquals("50", search.of(List.of(), List.of(), List.of(50L)).get(0).subject());
    assertEquals("?odd", search.of(List.of(), List.of("?odd"), List.of()).get(0).subject());
  }

  @Test
  void limit_lifted_admitsAgain() {
    limiter.acquire(failure());
    assertInstanceOf(Permit.Denied.class, limiter.acquire(failure()));
    String id = search.rejecting(10).get(0).id();

    assertTrue(search.lift(id));

    assertFalse(search.lift(id));
    assertFalse(search.lift("unknown"));
    assertInstanceOf(Permit.Granted.class, limiter.acquire(failure()));
  }

  @Test
  void markOfAFirstEvent_isNoLimit() {
    limiter.isFirst("report", Duration.ofHours(1));
    assertEquals(List.of(), search.rejecting(10));
    Object id =
        database.entities().createNativeQuery("SELECT bucket FROM rate_counter").getSingleResult();
    assertFalse(search.lift((String) id));
  }

  @Test
  void limits_switchedOff_areNone() {
    LimitSearch none =
        new LimitSearch(database, Settings.of(Map.of("ACCOUNT_RATE_LIMITS_ENABLED", "false")));
    assertEquals(List.of(), none.rejecting(10));
    assertEquals(List.of(), none.of(List.of("192.0.2.7"), List.of("x"), List.of(1L)));
  }
}
