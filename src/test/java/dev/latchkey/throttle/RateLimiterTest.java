package dev.latchkey.throttle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.latchkey.Together;
import dev.latchkey.metrics.Counters;
import dev.latchkey.persistence.DatabaseUnavailable;
import dev.latchkey.persistence.FullDisk;
import dev.latchkey.persistence.TestDatabase;
import dev.latchkey.settings.Setting;
import dev.latchkey.settings.SettingFamilies;
import dev.latchkey.settings.Settings;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RateLimiterTest {

  private static final String HERE = "192.0.2.1";
  private static final String THERE = "192.0.2.2";

  private final TestDatabase database = new TestDatabase();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void attempts_beyondTheLimit_areDenied() {
    RateLimiter limiter = limiter("LOGIN", "3/m/ip");

    assertEquals(List.of(true, true, true, false, false), tries(limiter, 5, login(HERE)));
  }

  @Test
  void denials_areCountedByAction() {
    Counters counters = new Counters();
    RateLimiter limiter = new RateLimiter(database, settings("LOGIN", "1/m/ip"), counters);

    tries(limiter, 3, login(HERE));

    assertEquals(2, counters.limited().value("login"));
  }

  @Test
  void deniedAttempt_getsTheEndOfTheWindow() {
    RateLimiter limiter = limiter("LOGIN", "1/m/ip");
    limiter.acquire(login(HERE));
    database.clock().advance(Duration.ofSeconds(12));

    Permit.Denied denied = assertInstanceOf(Permit.Denied.class, limiter.acquire(login(HERE)));

    assertEquals(48, denied.retryAfter().toSeconds());
  }

  @Test
  void window_startsWithTheFirstAttemptAndEndsAfterItsTime() {
    RateLimiter limiter = limiter("LOGIN", "2/m/ip");
    tries(limiter, 1, login(HERE));
    database.clock().advance(Duration.ofSeconds(59));
    assertEquals(List.of(true, false), tries(limiter, 2, login(HERE)));

    database.clock().advance(Duration.ofSeconds(1));

    assertEquals(List.of(true, true, false), tries(limiter, 3, login(HERE)));
  }

  @Test
  void deniedAttempts_doNotExtendTheWindow() {
    RateLimiter limiter = limiter("LOGIN", "1/10s/ip");
    tries(limiter, 1, login(HERE));
    for (int i = 0; i < 9; i++) {
      database.clock().advance(Duration.ofSeconds(1));
      assertFalse(granted(limiter.acquire(login(HERE))));
    }
    database.clock().advance(Duration.ofSeconds(1));

    assertTrue(granted(limiter.acquire(login(HERE))));
  }

  @Test
  void addresses_areCountedSeparately() {
    RateLimiter limiter = limiter("LOGIN", "1/m/ip");
    limiter.acquire(login(HERE));

    assertTrue(granted(limiter.acquire(login(THERE))));
    assertFalse(granted(limiter.acquire(login(HERE))));
  }

  @Test
  void key_isComparedWithoutCaseFromAnyAddress() {
    RateLimiter limiter = limiter("LOGIN_FAILED", "2/m/key");

    assertTrue(granted(limiter.acquire(failed(HERE, "Ada@Example.org"))));
    assertTrue(granted(limiter.acquire(failed(THERE, "ada@example.org"))));
    assertFalse(granted(limiter.acquire(failed(HERE, "ADA@EXAMPLE.ORG"))));
    assertTrue(granted(limiter.acquire(failed(HERE, "bob@example.org"))));
  }

  @Test
  void account_isCountedFromAnyAddress() {
    RateLimiter limiter = limiter("CHANGE_PASSWORD", "1/m/user");

    assertTrue(granted(limiter.acquire(Attempt.by(Action.CHANGE_PASSWORD, HERE, 1L))));
    assertFalse(granted(limiter.acquire(Attempt.by(Action.CHANGE_PASSWORD, THERE, 1L))));
    assertTrue(granted(limiter.acquire(Attempt.by(Action.CHANGE_PASSWORD, HERE, 2L))));
  }

  @Test
  void actions_areCountedSeparately() {
    RateLimiter limiter = limiter("LOGIN", "1/m/ip", "SIGNUP", "1/m/ip");

    assertTrue(granted(limiter.acquire(login(HERE))));
    assertTrue(granted(limiter.acquire(Attempt.of(Action.SIGNUP, HERE))));
  }

  @Test
  void limits_several_allApply() {
    RateLimiter limiter = limiter("LOGIN_FAILED", "3/m/ip,2/h/key");

    assertEquals(List.of(true, true, false), tries(limiter, 3, failed(HERE, "ada")));
    assertEquals(List.of(true, false), tries(limiter, 2, failed(HERE, "bob")));
  }

  @Test
  void attempt_deniedByOneLimit_isNotCountedByAnother() {
    RateLimiter limiter = limiter("LOGIN_FAILED", "3/m/ip,1/m/key");
    assertEquals(List.of(true, false, false, false, false), tries(limiter, 5, failed(HERE, "ada")));

    assertEquals(List.of(true), tries(limiter, 1, failed(HERE, "bob")));
    assertEquals(List.of(true), tries(limiter, 1, failed(HERE, "cy")));
    assertEquals(List.of(false), tries(limiter, 1, failed(HERE, "dan")));
  }

  @Test
  void limits_ofOneSubjectAndPeriod_areTheLowerOne() {
    RateLimiter limiter = limiter("LOGIN", "5/m/ip,3/60s/ip,4/m/ip");

    assertEquals(List.of(true, true, true, false), tries(limiter, 4, login(HERE)));
  }

  @Test
  void attempts_inTurn_areAllCounted() {
    RateLimiter limiter =
        limiter(
            "LOGIN",
            "2/m/ip",
            "LOGIN_FAILED",
            "2/m/ip,2/m/key",
            "AUTHENTICATION_FAILED",
            "2/m/user");

    assertEquals("+ + + +", inTurn(limiter, "ada", 7L, 8L));
    assertEquals("+ + + +", inTurn(limiter, "ada", 7L, 8L));
    assertEquals("- - - -", inTurn(limiter, "ada", 7L, 8L));
    assertEquals(5, rows());
  }

  @Test
  void attempts_afterADeniedCondition_areDeniedAndNotCounted() {
    RateLimiter limiter =
        limiter(
            "LOGIN",
            "9/m/ip",
            "LOGIN_FAILED",
            "2/m/ip,1/m/key",
            "AUTHENTICATION_FAILED",
            "2/m/user");
    assertEquals("+ + + +", inTurn(limiter, "ada", 7L, 8L));

    for (int i = 0; i < 3; i++) {
      assertEquals("+ - - -", inTurn(limiter, "ada", 7L, 8L));
    }

    assertEquals("+ + + +", inTurn(limiter, "bob", 7L, 8L));
    assertEquals(4, grantedOf(limiter, login(HERE)));
    assertFalse(granted(limiter.acquire(guess(7L, "ada"))));
  }

  @Test
  void attempts_besideADeniedOne_areCounted() {
    RateLimiter limiter = limiter("AUTHENTICATION_FAILED", "2/m/user");
    tries(limiter, 2, guess(7L, "ada"));

    assertEquals("+ + - +", inTurn(limiter, "ada", 7L, 8L));
    assertEquals("+ + - +", inTurn(limiter, "ada", 7L, 8L));

    assertEquals("+ + - -", inTurn(limiter, "ada", 7L, 8L));
  }

  @Test
  void attempts_inTurnInOneBucket_areCountedOneAfterTheOther() {
    RateLimiter limiter =
        limiter("LOGIN", "9/m/ip", "AUTHENTICATION_FAILED", "3/m/ip,9/m/key,9/m/user");

    assertEquals("+ + + +", inTurn(limiter, "ada", 7L, 8L));
    assertEquals("+ + + -", inTurn(limiter, "ada", 7L, 8L));
    assertEquals("+ + - -", inTurn(limiter, "ada", 7L, 8L));
  }

  @Test
  void attempts_inTurnWithoutALimit_areGranted() {
    RateLimiter shared = limiter("LOGIN", "false", "AUTHENTICATION_FAILED", "3/m/ip");
    assertEquals("+ + + +", inTurn(shared, "ada", 7L, 8L));
    assertEquals("+ + + -", inTurn(shared, "ada", 7L, 8L));

    RateLimiter apart = limiter("LOGIN", "false", "AUTHENTICATION_FAILED", "2/m/user");
    assertEquals("+ + + +", inTurn(apart, "bob", 17L, 18L));
    assertEquals("+ + + +", inTurn(apart, "bob", 17L, 18L));
    assertEquals("+ + - -", inTurn(apart, "bob", 17L, 18L));
  }

  @Test
  void attempts_inOneBucketGivenBack_leaveNothing() {
    RateLimiter limiter = limiter("AUTHENTICATION_FAILED", "2/m/ip,2/m/key,9/m/user");

    for (int i = 0; i < 3; i++) {
      List<Permit> permits =
          limiter.acquireInTurn(List.of(), List.of(guess(7L, "ada"), guess(8L, "ada")));
      assertTrue(permits.stream().allMatch(RateLimiterTest::granted), "round " + i);
      limiter.giveBack(permits);
    }
    assertEquals("+ + + +", inTurn(limiter, "ada", 7L, 8L));
  }

  @Test
  void denials_inTurn_areCountedOnceForTheirAction() {
    Counters counters = new Counters();
    RateLimiter limiter =
        new RateLimiter(database, settings("LOGIN", "1/m/ip", "LOGIN_FAILED", "9/m/key"), counters);

    inTurn(limiter, "ada", 7L, 8L);
    inTurn(limiter, "ada", 7L, 8L);

    assertEquals(1, counters.limited().value("login"));
    assertEquals(0, counters.limited().value("login_failed"));
    assertEquals(0, counters.limited().value("authentication_failed"));
  }

  @Test
  void attempts_inTurnAtOnce_areAsManyAsTheLimitsAllow() {
    String[] limits = {
      "LOGIN", "20/m/ip", "LOGIN_FAILED", "15/m/ip,10/m/key", "AUTHENTICATION_FAILED", "7/m/user"
    };
    List<String> results =
        onTwoNodes(32, limits, (i, limiter) -> inTurn(limiter, i % 4 < 2 ? "ada" : "bob", 7L, 8L));

    assertEquals(20, results.stream().filter(r -> r.startsWith("+")).count());
    assertEquals(15, results.stream().filter(r -> r.startsWith("+ +")).count());
    assertEquals(7, results.stream().filter(r -> r.startsWith("+ + +")).count());
    assertEquals(7, results.stream().filter(r -> r.endsWith("+")).count());
  }

  @Test
  void attempts_countedAndGivenBackAtOnce_leaveNothing() {
    String[] limits = {
      "LOGIN", "false", "LOGIN_FAILED", "99/m/ip,99/m/key", "AUTHENTICATION_FAILED", "99/m/user"
    };
    onTwoNodes(
        24,
        limits,
        (i, limiter) -> {
          for (int times = 0; times < 5; times++) {
            limiter.giveBack(permits(limiter, i % 3 == 0 ? "ada" : "bob", 7L, 8L + i % 2));
          }
          return i;
        });

    assertEquals(
        0L,
        ((Number)
                database
                    .entities()
                    .createNativeQuery("SELECT COALESCE(SUM(hits), 0) FROM rate_counter")
                    .getSingleResult())
            .longValue());
  }

  /** Runs so many attempts at once, each with its number, every other one on a second node. */
  private <T> List<T> onTwoNodes(
      int threads, String[] limits, BiFunction<Integer, RateLimiter, T> attempt) {
    try (TestDatabase second = database.secondNode()) {
      RateLimiter here = limiter(limits);
      RateLimiter elsewhere = new RateLimiter(second, settings(limits), new Counters());
      AtomicInteger turn = new AtomicInteger();
      return Together.run(
          threads,
          () -> {
            int i = turn.getAndIncrement();
            return attempt.apply(i, i % 2 == 0 ? here : elsewhere);
          });
    }
  }

  private static List<Permit> permits(RateLimiter limiter, String name, long one, long other) {
    return limiter.acquireInTurn(
        List.of(login(HERE), failed(HERE, name)), List.of(guess(one, name), guess(other, name)));
  }

  /** What becomes of a login, of its failure, and of guesses at two accounts. */
  private static String inTurn(RateLimiter limiter, String name, long one, long other) {
    return permits(limiter, name, one, other).stream()
        .map(permit -> granted(permit) ? "+" : "-")
        .collect(Collectors.joining(" "));
  }

  @Test
  void attempt_deniedByOneLimit_startsNoWindowOfAnother() {
    RateLimiter limiter = limiter("LOGIN_FAILED", "1/m/ip,1/h/key");
    limiter.acquire(failed(THERE, "ada"));
    assertFalse(granted(limiter.acquire(failed(HERE, "ada"))));
    database.clock().advance(Duration.ofSeconds(40));

    assertTrue(granted(limiter.acquire(failed(HERE, "bob"))));
    database.clock().advance(Duration.ofSeconds(40));

    assertFalse(granted(limiter.acquire(failed(HERE, "cy"))));
  }

  @Test
  void attempt_returned_startsNoWindow() {
    RateLimiter limiter = limiter("LOGIN", "1/m/ip");
    limiter.giveBack(limiter.acquire(login(HERE)));
    database.clock().advance(Duration.ofSeconds(40));
    assertTrue(granted(limiter.acquire(login(HERE))));
    database.clock().advance(Duration.ofSeconds(40));

    assertFalse(granted(limiter.acquire(login(HERE))));
  }

  @Test
  void denial_inATransaction_keepsEarlierCounts() {
    RateLimiter limiter = limiter("LOGIN", "3/m/ip", "LOGIN_FAILED", "2/m/ip,1/m/key");
    limiter.acquire(failed(THERE, "ada"));

    database.transaction(
        () -> {
          assertTrue(granted(limiter.acquire(login(HERE))));
          assertFalse(granted(limiter.acquire(failed(HERE, "ada"))));
        });

    assertEquals(2, grantedOf(limiter, login(HERE)));
    assertEquals(List.of(true), tries(limiter, 1, failed(HERE, "bob")));
    assertEquals(List.of(true), tries(limiter, 1, failed(HERE, "cy")));
    assertEquals(List.of(false), tries(limiter, 1, failed(HERE, "dan")));
  }

  @Test
  void attempt_withoutAddressOrKey_isNotCounted() {
    RateLimiter limiter = limiter("LOGIN", "1/m/ip", "LOGIN_FAILED", "1/m/key");

    assertEquals(List.of(true, true), tries(limiter, 2, login(null)));
    assertEquals(List.of(true, true), tries(limiter, 2, failed(HERE, null)));
  }

  @Test
  void attempt_returned_isAvailableAgain() {
    RateLimiter limiter = limiter("LOGIN_FAILED", "1/m/ip,1/m/key");

    for (int i = 0; i < 3; i++) {
      Permit permit = limiter.acquire(failed(HERE, "ada"));
      assertTrue(granted(permit));
      limiter.giveBack(permit);
    }
    assertEquals(List.of(true, false), tries(limiter, 2, failed(HERE, "ada")));
  }

  @Test
  void attempts_returnedInFailedTransactions_areAvailableAgain() {
    RateLimiter limiter = limiter("LOGIN_FAILED", "2/m/ip,2/m/key");

    for (int i = 0; i < 5; i++) {
      Permit permit = limiter.acquire(failed(HERE, "ada"));
      assertTrue(granted(permit), "round " + i);
      fail(() -> limiter.giveBack(permit));
    }

    assertEquals(List.of(true, true, false), tries(limiter, 3, failed(HERE, "ada")));
  }

  @Test
  void attempt_returnedInATransactionRepeatedAndThenFailed_isSubtractedOnce() {
    RateLimiter limiter = limiter("LOGIN", "3/m/ip");
    tries(limiter, 1, login(HERE));
    Permit permit = limiter.acquire(login(HERE));
    AtomicInteger attempts = new AtomicInteger();

    assertThrows(
        DatabaseUnavailable.class,
        () ->
            database.transaction(
                () -> {
                  limiter.right(permit);
                  limiter.giveBack(permit);
                  throw sqlFailure(attempts.incrementAndGet() < 3 ? "40001" : "53100");
                }));

    assertEquals(3, attempts.get());
    assertEquals(List.of(true, true, false), tries(limiter, 3, login(HERE)));
  }

  @Test
  void attempt_returnedInATransactionRepeatedAndThenCommitted_isSubtractedOnce() {
    RateLimiter limiter = limiter("LOGIN", "3/m/ip");
    tries(limiter, 1, login(HERE));
    Permit permit = limiter.acquire(login(HERE));
    AtomicInteger attempts = new AtomicInteger();

    database.transaction(
        () -> {
          limiter.right(permit);
          limiter.giveBack(permit);
          if (attempts.incrementAndGet() < 3) {
            throw sqlFailure("40001");
          }
        });

    assertEquals(List.of(true, true, false), tries(limiter, 3, login(HERE)));
  }

  @Test
  void attempt_returnedWhileItsBucketCannotBeChanged_isAvailableAgain() {
    RateLimiter limiter = limiter("LOGIN", "1/m/ip");
    Permit permit = limiter.acquire(login(HERE));
    try (FullDisk disk = FullDisk.underUpdatesOf(database, "rate_counter")) {
      assertThrows(DatabaseUnavailable.class, () -> limiter.giveBack(permit));
      assertThrows(DatabaseUnavailable.class, () -> limiter.acquire(login(HERE)));
    }

    assertEquals(List.of(true, false), tries(limiter, 2, login(HERE)));
  }

  @Test
  void owedCount_isSubtractedInTheBackground() {
    RateLimiter limiter = limiter("LOGIN", "1/m/ip");
    Deque<Runnable> scheduled = new ArrayDeque<>();
    limiter.start(capturing(scheduled));
    Permit permit = limiter.acquire(login(HERE));
    try (FullDisk disk = FullDisk.underUpdatesOf(database, "rate_counter")) {
      assertThrows(DatabaseUnavailable.class, () -> limiter.giveBack(permit));
      scheduled.remove().run();
      assertEquals(1, scheduled.size(), "it tries again");
    }

    scheduled.remove().run();

    assertTrue(scheduled.isEmpty());
    assertTrue(granted(limiter("LOGIN", "1/m/ip").acquire(login(HERE))));
  }

  @Test
  void owedCount_isSubtractedByAnAttemptInItsBucketOnly() {
    RateLimiter limiter = limiter("LOGIN", "1/m/ip");
    Permit permit = limiter.acquire(login(HERE));
    fail(() -> limiter.giveBack(permit));

    limiter.acquire(login(THERE));

    assertFalse(granted(limiter("LOGIN", "1/m/ip").acquire(login(HERE))));
    assertTrue(granted(limiter.acquire(login(HERE))));
  }

  @Test
  void owedCount_ofAWindowThatHasEnded_isForgotten() {
    RateLimiter limiter = limiter("LOGIN", "2/m/ip");
    Permit permit = limiter.acquire(login(HERE));
    fail(() -> limiter.giveBack(permit));
    database.clock().advance(Duration.ofMinutes(1));

    assertEquals(List.of(true, true, false), tries(limiter("LOGIN", "2/m/ip"), 3, login(HERE)));
    assertFalse(granted(limiter.acquire(login(HERE))));
  }

  /** The attempt was made late in its window: it may be owed when the next one has begun. */
  @Test
  void owedCount_ofAnEarlierWindow_isNotSubtractedFromTheNext() {
    RateLimiter limiter = limiter("LOGIN", "2/m/ip");
    tries(limiter, 1, login(HERE));
    database.clock().advance(Duration.ofSeconds(30));
    Permit permit = limiter.acquire(login(HERE));
    fail(() -> limiter.giveBack(permit));
    database.clock().advance(Duration.ofSeconds(31));

    assertEquals(List.of(true, true, false), tries(limiter("LOGIN", "2/m/ip"), 3, login(HERE)));
    assertFalse(granted(limiter.acquire(login(HERE))));
  }

  @Test
  void owedCounts_beyondTheirMost_stay() {
    OwedCounts owed = new OwedCounts(database);
    Instant end = database.now().plusSeconds(60);
    limiter("LOGIN", "2/m/ip").acquire(login(HERE));
    String bucket =
        (String)
            database
                .entities()
                .createNativeQuery("SELECT bucket FROM rate_counter")
                .getSingleResult();

    for (int i = 0; i < OwedCounts.MOST; i++) {
      owed.add(List.of(new Permit.Count("another " + i, end)));
    }
    owed.add(List.of(new Permit.Count(bucket, end)));
    owed.settle(Set.of(bucket));

    assertEquals(List.of(true, false), tries(limiter("LOGIN", "2/m/ip"), 2, login(HERE)));
  }

  @Test
  void attempt_countedAndReturnedInAFailedTransaction_isSubtractedOnce() {
    RateLimiter limiter = limiter("LOGIN", "3/m/ip");
    tries(limiter, 2, login(HERE));

    fail(() -> limiter.giveBack(limiter.acquire(login(HERE))));

    assertEquals(List.of(true, false), tries(limiter, 2, login(HERE)));
  }

  /** Fails a transaction after this work. */
  private void fail(Runnable work) {
    assertThrows(
        DatabaseUnavailable.class,
        () ->
            database.transaction(
                () -> {
                  work.run();
                  throw sqlFailure("53100");
                }));
  }

  private static RuntimeException sqlFailure(String state) {
    return new PersistenceException(new SQLException("a failure", state));
  }

  private static ScheduledExecutorService capturing(Deque<Runnable> scheduled) {
    return (ScheduledExecutorService)
        Proxy.newProxyInstance(
            RateLimiterTest.class.getClassLoader(),
            new Class<?>[] {ScheduledExecutorService.class},
            (proxy, method, arguments) -> {
              assertEquals("schedule", method.getName());
              scheduled.add((Runnable) arguments[0]);
              return null;
            });
  }

  @Test
  void denial_returned_changesNothing() {
    RateLimiter limiter = limiter("LOGIN", "1/m/ip");
    limiter.acquire(login(HERE));

    limiter.giveBack(limiter.acquire(login(HERE)));

    assertFalse(granted(limiter.acquire(login(HERE))));
  }

  @ParameterizedTest
  @EnumSource(Action.class)
  void limits_turnedOff_grantEverything(Action action) {
    RateLimiter limiter =
        new RateLimiter(
            database, Settings.of(Map.of("ACCOUNT_RATE_LIMITS_ENABLED", "false")), new Counters());

    for (int i = 0; i < 200; i++) {
      assertTrue(granted(limiter.acquire(new Attempt(action, HERE, "ada", 1L))));
    }
    assertEquals(0L, rows());
  }

  @Test
  void limit_turnedOff_grantsEverything() {
    assertFalse(tries(limiter("LOGIN", "false"), 100, login(HERE)).contains(false));
  }

  @Test
  void limits_byDefault_areThoseOfTheContract() {
    RateLimiter limiter = new RateLimiter(database, Settings.of(Map.of()), new Counters());

    assertEquals(30, grantedOf(limiter, login(HERE)));
    assertEquals(20, grantedOf(limiter, Attempt.of(Action.SIGNUP, HERE)));
    assertEquals(120, grantedOf(limiter, Attempt.of(Action.REFRESH_TOKEN, HERE)));
    assertEquals(10, grantedOf(limiter, failed(HERE, null)));
    assertEquals(5, grantedOf(limiter, failed(null, "ada")));
  }

  @Test
  void count_isSharedByNodesAndSurvivesARestart() {
    tries(limiter("LOGIN", "3/m/ip"), 2, login(HERE));
    try (TestDatabase other = database.secondNode()) {
      RateLimiter elsewhere = new RateLimiter(other, settings("LOGIN", "3/m/ip"), new Counters());

      assertEquals(List.of(true, false), tries(elsewhere, 2, login(HERE)));
    }
  }

  @Test
  void count_ofAFailedRequest_stays() {
    RateLimiter limiter = limiter("LOGIN", "1/m/ip");
    assertThrows(
        IllegalStateException.class,
        () -> {
          limiter.acquire(login(HERE));
          database.transaction(
              () -> {
                throw new IllegalStateException();
              });
        });

    assertFalse(granted(limiter.acquire(login(HERE))));
  }

  @Test
  void concurrentAttempts_exactlyTheLimitIsGranted() {
    RateLimiter limiter = limiter("LOGIN_FAILED", "10/m/ip,12/m/key");
    try (TestDatabase second = database.secondNode()) {
      RateLimiter elsewhere =
          new RateLimiter(second, settings("LOGIN_FAILED", "10/m/ip,12/m/key"), new Counters());
      AtomicInteger turn = new AtomicInteger();

      List<Boolean> results =
          Together.run(
              32,
              () ->
                  granted(
                      (turn.getAndIncrement() % 2 == 0 ? limiter : elsewhere)
                          .acquire(failed(HERE, "ada"))));

      assertEquals(10, results.stream().filter(g -> g).count());
      assertEquals(2, grantedOf(limiter, failed(THERE, "ada")));
    }
  }

  @Test
  void firstAttempt_concurrentWithAnother_isCountedInItsRow() {
    assumeFalse(database.isPostgresql(), "it counts by one statement");
    AtomicInteger statements = new AtomicInteger();
    try (TestDatabase overtaken =
        new TestDatabase() {
          @Override
          public EntityManager entities() {
            // After the update that found no row, and before the look whether there is one.
            if (inTransaction() && statements.incrementAndGet() == 2) {
              RateLimiter other =
                  new RateLimiter(this, settings("LOGIN", "5/m/ip"), new Counters());
              CompletableFuture.runAsync(() -> other.acquire(login(HERE))).join();
            }
            return super.entities();
          }
        }) {
      RateLimiter limiter = new RateLimiter(overtaken, settings("LOGIN", "5/m/ip"), new Counters());

      assertTrue(granted(limiter.acquire(login(HERE))));
      assertEquals(3, grantedOf(limiter, login(HERE)));
    }
  }

  @Test
  void address_isNotStored() {
    limiter("LOGIN_FAILED", "5/m/ip,5/m/key").acquire(failed(HERE, "ada@example.org"));

    List<?> buckets =
        database.entities().createNativeQuery("SELECT bucket FROM rate_counter").getResultList();
    assertEquals(2, buckets.size());
    assertTrue(
        buckets.stream().allMatch(b -> b.toString().matches("[0-9a-f]{64}")), buckets::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8:1:2::1, 2001:db8:1:2:ffff::9, 64, true",
    "2001:db8:1:2::1, 2001:db8:1:3::1, 64, false",
    "2001:db8:1:2::1, 2001:db8:1:ff::1, 48, true",
    "2001:db8:1:2::1, 2001:db8:2:2::1, 48, false",
    "2001:db8:1:2::1, 2001:db8:1:2::2, 128, false",
    "2001:db8::1, 2001:DB8:0:0::1, 128, true",
    "192.0.2.1, 192.0.2.2, 64, false",
    "192.0.2.1, ::ffff:192.0.2.1, 64, true",
    "64:ff9b::c000:201, 64:ff9b::c000:202, 64, false"
  })
  void addresses_countedByPrefix_areOneClientWithinIt(
      String one, String other, int prefix, boolean isSame) {
    for (Action action : Action.values()) {
      RateLimiter limiter = byAddress(prefix);
      assertTrue(granted(limiter.acquire(new Attempt(action, one, null, null))), action::name);

      Permit permit = limiter.acquire(new Attempt(action, other, null, null));

      assertEquals(!isSame, granted(permit), action::name);
      database.clock().advance(Duration.ofMinutes(1));
    }
  }

  private RateLimiter byAddress(int prefix) {
    Map<String, String> texts = new HashMap<>();
    SettingFamilies.settings().stream()
        .map(Setting::environmentName)
        .filter(name -> name.startsWith("ACCOUNT_RATE_LIMITS_") && !name.endsWith("_ENABLED"))
        .forEach(name -> texts.put(name, "1/m/ip"));
    texts.put("ALLAUTH_RATE_LIMIT_IPV6_PREFIX", String.valueOf(prefix));
    return new RateLimiter(database, Settings.of(texts), new Counters());
  }

  @Test
  void guessesAtOneAccount_underItsNames_areCountedTogether() {
    RateLimiter limiter = limiter("AUTHENTICATION_FAILED", "2/m/user");

    assertTrue(granted(limiter.acquire(guess(7L, "ada"))));
    assertTrue(granted(limiter.acquire(guess(7L, "ada@example.org"))));
    assertFalse(granted(limiter.acquire(guess(7L, null))));
    assertTrue(granted(limiter.acquire(guess(8L, "ada"))));
  }

  @Test
  void guessesAtNoAccount_areCountedByName() {
    RateLimiter limiter = limiter("AUTHENTICATION_FAILED", "2/m/user");

    assertEquals(List.of(true, true, false), tries(limiter, 3, guess(null, "Ada")));
    assertEquals(List.of(false), tries(limiter, 1, guess(null, "aDA")));
    assertEquals(List.of(true), tries(limiter, 1, guess(null, "7")));
    assertEquals(List.of(true, true, false), tries(limiter, 3, guess(7L, "7")));
  }

  @Test
  void guesses_forgotten_beginAnew() {
    RateLimiter limiter = limiter("AUTHENTICATION_FAILED", "2/m/user,3/h/user");
    tries(limiter, 3, guess(7L, "ada"));
    tries(limiter, 3, guess(8L, "bob"));

    limiter.forget(guess(7L, null));

    assertEquals(List.of(true, true, false), tries(limiter, 3, guess(7L, "ada")));
    assertEquals(List.of(false), tries(limiter, 1, guess(8L, "bob")));
  }

  @Test
  void happening_withinItsTime_isFirstOnce() {
    RateLimiter limiter = limiter();
    Duration hour = Duration.ofHours(1);

    List<Boolean> first = Together.run(16, () -> limiter.isFirst("this", hour));

    assertEquals(1, first.stream().filter(f -> f).count());
    assertTrue(limiter.isFirst("that", hour));
    database.clock().advance(hour);
    assertTrue(limiter.isFirst("this", Duration.ZERO));
  }

  private static Attempt guess(Long account, String name) {
    return Attempt.guess(Action.AUTHENTICATION_FAILED, HERE, account, name);
  }

  private RateLimiter limiter(String... limits) {
    return new RateLimiter(database, settings(limits), new Counters());
  }

  private static Settings settings(String... limits) {
    Map<String, String> texts = new HashMap<>();
    for (int i = 0; i < limits.length; i += 2) {
      texts.put("ACCOUNT_RATE_LIMITS_" + limits[i], limits[i + 1]);
    }
    return Settings.of(texts);
  }

  private static List<Boolean> tries(RateLimiter limiter, int times, Attempt attempt) {
    return IntStream.range(0, times).mapToObj(i -> granted(limiter.acquire(attempt))).toList();
  }

  private static int grantedOf(RateLimiter limiter, Attempt attempt) {
    return (int) tries(limiter, 150, attempt).stream().filter(g -> g).count();
  }

  private static boolean granted(Permit permit) {
    return permit instanceof Permit.Granted;
  }

  private static Attempt login(String address) {
    return Attempt.of(Action.LOGIN, address);
  }

  private static Attempt failed(String address, String key) {
    return Attempt.about(Action.LOGIN_FAILED, address, key);
  }

  private long rows() {
    return ((Number)
            database
                .entities()
                .createNativeQuery("SELECT COUNT(*) FROM rate_counter")
                .getSingleResult())
        .longValue();
  }
}
