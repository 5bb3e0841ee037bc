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
  private final AtomicInteger asked = new AtomicInteger();
  private final Deque<Runnable> held = new ArrayDeque<>();

  @Test
  void result_isReusedForAMoment() {
    CachedCheck<Integer> enquiry =
        new CachedCheck<>(Runnable::run, asked::incrementAndGet, PATIENCE, GOOD_FOR, nanos::get);
    assertEquals(Optional.of(1), enquiry.answer());
    nanos.addAndGet(GOOD_FOR.toNanos() - 1);
    assertEquals(Optional.of(1), enquiry.answer());
    nanos.addAndGet(1);
    assertEquals(Optional.of(2), enquiry.answer());
  }

  @Test
  void oneThatIsNotAnsweredInTimeHasNoAnswer() {
    assertEquals(Optional.empty(), slow().answer());
  }

  @Test
  void check_inProgress_isNotStartedAgain() {
    CachedCheck<Integer> enquiry = slow();
    enquiry.answer();
    nanos.addAndGet(Duration.ofHours(1).toNanos());
    assertEquals(Optional.empty(), enquiry.answer());
    assertEquals(1, held.size());
  }

  @Test
  void anAnswerThatComesLateIsReplacedByAFreshOne() {
    CachedCheck<Integer> enquiry = slow();
    enquiry.answer();
    held.pop().run();
    nanos.addAndGet(GOOD_FOR.toNanos());
    enquiry.answer();
    held.pop().run();
    assertEquals(Optional.of(2), enquiry.answer());
  }

  @Test
  void aQuestionThatFailsHasNoAnswer() {
    CachedCheck<Integer> failing =
        new CachedCheck<>(
            Runnable::run,
            () -> {
              throw new IllegalStateException("no database");
            },
            PATIENCE,
            GOOD_FOR,
            nanos::get);
    assertEquals(Optional.empty(), failing.answer());
  }

  @Test
  void withoutThreadsThereIsNoAnswer() {
    CachedCheck<Integer> atTheEnd =
        new CachedCheck<>(
            work -> {
              throw new RejectedExecutionException();
            },
            asked::incrementAndGet,
            PATIENCE,
            GOOD_FOR,
            nanos::get);
    assertEquals(Optional.empty(), atTheEnd.answer());
  }

  /** Its thread begins when the test wants it to. */
  private CachedCheck<Integer> slow() {
    return new CachedCheck<>(held::push, asked::incrementAndGet, PATIENCE, GOOD_FOR, nanos::get);
  }
}
