package dev.latchkey.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Delayed;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackgroundThreadsTest {

  private final List<Thread> made = new ArrayList<>();
  private final BackgroundThreads threads =
      new BackgroundThreads(
          work -> {
            Thread thread = new Thread(work);
            made.add(thread);
            return thread;
          });

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void jobs_runOnThreadsCreatedAtTheStart() throws Exception {
    List<Thread> first = List.copyOf(made);
    CountDownLatch runs = new CountDownLatch(20);
    Set<Thread> used = ConcurrentHashMap.newKeySet();
    for (int job = 0; job < 4; job++) {
      threads.scheduleWithFixedDelay(
          () -> {
            used.add(Thread.currentThread());
            runs.countDown();
          },
          0,
          1,
          TimeUnit.MILLISECONDS);
    }

    assertTrue(runs.await(1, TimeUnit.MINUTES));
    assertEquals(8, first.size());
    assertTrue(first.containsAll(used));
    assertEquals(first, made);
  }

  @Test
  void tasks_thatBeginLater_waitAndAreDroppedAtTheEnd() throws Exception {
    AtomicInteger begun = new AtomicInteger();
    threads.after(Duration.ofHours(1)).execute(begun::incrementAndGet);
    assertTrue(((Delayed) threads.getQueue().peek()).getDelay(TimeUnit.MINUTES) > 50);
    threads.shutdown();

    assertTrue(threads.awaitTermination(1, TimeUnit.MINUTES));
    assertEquals(0, begun.get());
    assertThrows(
        RejectedExecutionException.class,
        () -> threads.after(Duration.ZERO).execute(begun::incrementAndGet));
  }

  @Test
  void jobs_scheduledForAfterTheEnd_areDropped() throws Exception {
    threads.schedule(() -> {}, 1, TimeUnit.HOURS);
    threads.shutdown();

    assertTrue(threads.awaitTermination(1, TimeUnit.MINUTES));
  }
}
