package dev.latchkey.ops.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CachedCheckTest {

  private static final Duration PATIENCE = Duration.ofMillis(1);
  private static final Duration GOOD_FOR = Duration.ofSeconds(1);

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger queries = new AtomicInteger();
  private final Deque<Runnable> held = new ArrayDeque<>();

  @Test
  void result_isReusedForAMoment() {
    CachedCheck<Integer> check =
        new CachedCheck<>(Runnable::run, queries::incrementAndGet, PATIENCE, GOOD_FOR, nanos::get);
    assertEquals(Optional.of(1), check.result());
    nanos.addAndGet(GOOD_FOR.toNanos() - 1);
    assertEquals(Optional.of(1), check.result());
    nanos.addAndGet(1);
    assertEquals(Optional.of(2), check.result());
  }

  @Test
  void check_timingOut_hasNoResult() {
    assertEquals(Optional.empty(), slow().result());
  }

  @Test
  void check_inProgress_isNotStartedAgain() {
    CachedCheck<Integer> check = slow();
    check.result();
    nanos.addAndGet(Duration.ofHours(1).toNanos());
    assertEquals(Optional.empty(), check.result());
    assertEquals(1, held.size());
  }

  @Test
  void result_late_isReplacedByANewOne() {
    CachedCheck<Integer> check = slow();
    check.result();
    held.pop().run();
    nanos.addAndGet(GOOD_FOR.toNanos());
    check.result();
    held.pop().run();
    assertEquals(Optional.of(2), check.result());
  }

  @Test
  void check_failing_hasNoResult() {
    CachedCheck<Integer> failing =
        new CachedCheck<>(
            Runnable::run,
            () -> {
              throw new IllegalStateException("no database");
            },
            PATIENCE,
            GOOD_FOR,
            nanos::get);
    assertEquals(Optional.empty(), failing.result());
  }

  @Test
  void check_withoutThreads_hasNoResult() {
    CachedCheck<Integer> atTheEnd =
        new CachedCheck<>(
            work -> {
              throw new RejectedExecutionException();
            },
            queries::incrementAndGet,
            PATIENCE,
            GOOD_FOR,
            nanos::get);
    assertEquals(Optional.empty(), atTheEnd.result());
  }

  /** Its thread begins when the test wants it to. */
  private CachedCheck<Integer> slow() {
    return new CachedCheck<>(held::push, queries::incrementAndGet, PATIENCE, GOOD_FOR, nanos::get);
  }
}
