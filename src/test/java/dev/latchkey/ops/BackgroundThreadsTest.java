package dev.latchkey.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
  void jobs_scheduledForAfterTheEnd_areDropped() throws Exception {
    threads.schedule(() -> {}, 1, TimeUnit.HOURS);
    threads.shutdown();

    assertTrue(threads.awaitTermination(1, TimeUnit.MINUTES));
  }
}
