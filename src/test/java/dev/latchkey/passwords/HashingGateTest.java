package dev.latchkey.passwords;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashingGateTest {

  private static final int ONE_HASH = Argon2Parameters.CURRENT.memory();
  private static final Duration LONG = Duration.ofSeconds(30);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch leave = new CountDownLatch(1);

  @AfterEach
  void end() {
    leave.countDown();
    threads.shutdownNow();
  }

  @Test
  void concurrentHashes_neverExceedTheLimit() throws Exception {
    HashingGate gate = new HashingGate(3, LONG);
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch full = new CountDownLatch(3);
    List<Future<Integer>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(
          threads.submit(
              () ->
                  gate.compute(
                      ONE_HASH,
                      () -> {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        full.countDown();
                        Latches.await(leave);
                        return inside.decrementAndGet();
                      })));
    }
    assertTrue(full.await(30, SECONDS));
    awaitWaiting(gate, 17);
    assertEquals(0, gate.computed());

    leave.countDown();
    for (Future<Integer> each : all) {
      each.get(30, SECONDS);
    }
    assertEquals(3, most.get());
    assertEquals(20, gate.computed());
    assertEquals(0, gate.waiting());
  }

  @Test
  void hash_needingMoreMemory_takesMoreOfTheLimit() throws Exception {
    HashingGate gate = new HashingGate(3, Duration.ZERO);
    occupy(gate, ONE_HASH + 1);

    assertEquals("one fits", gate.compute(ONE_HASH, () -> "one fits"));
    assertThrows(PasswordHashingBusy.class, () -> gate.compute(ONE_HASH + 1, () -> "two do not"));
  }

  @Test
  void hash_needingMoreThanTheLimit_runsAlone() throws Exception {
    HashingGate gate = new HashingGate(2, Duration.ZERO);
    assertEquals("done", gate.compute(100 * ONE_HASH, () -> "done"));
    occupy(gate, 1);

    assertThrows(
        PasswordHashingBusy.class, () -> gate.compute(100 * ONE_HASH, () -> "not beside another"));
  }

  @Test
  void hash_rejected_isCounted() throws Exception {
    HashingGate gate = new HashingGate(1, Duration.ZERO);
    occupy(gate, ONE_HASH);

    assertThrows(PasswordHashingBusy.class, () -> gate.compute(ONE_HASH, () -> 1));

    assertEquals(1, gate.rejected());
    assertEquals(0, gate.computed());
  }

  @Test
  void hash_duration_isCounted() {
    HashingGate gate = new HashingGate(1, LONG);
    gate.compute(
        ONE_HASH,
        () -> {
          long start = System.nanoTime();
          while (System.nanoTime() == start) {
            Thread.onSpinWait();
          }
          return 1;
        });
    assertTrue(gate.spent().toNanos() > 0);
  }

  @Test
  void hash_failing_freesItsMemory() {
    HashingGate gate = new HashingGate(1, Duration.ZERO);

    assertThrows(
        ArithmeticException.class,
        () ->
            gate.compute(
                1,
                () -> {
                  throw new ArithmeticException();
                }));

    assertEquals(0, gate.computed());
    assertEquals("room", gate.compute(1, () -> "room"));
  }

  @Test
  void thread_interruptedWhileWaiting_isRejectedAndStaysInterrupted() throws Exception {
    HashingGate gate = new HashingGate(1, LONG);
    occupy(gate, 1);
    Future<Boolean> waiting =
        threads.submit(
            () -> {
              Thread.currentThread().interrupt();
              assertThrows(PasswordHashingBusy.class, () -> gate.compute(1, () -> "never"));
              return Thread.interrupted();
            });

    assertTrue(waiting.get(30, SECONDS));
  }

  @Test
  void limit_withoutMeaning_isRejected() {
    assertThrows(IllegalArgumentException.class, () -> new HashingGate(0, LONG));
    assertThrows(IllegalArgumentException.class, () -> new HashingGate(1, Duration.ofMillis(-1)));
  }

  @ParameterizedTest
  @CsvSource({"1, 60, 10, 6", "2, 60, 10, 12", "1, 65, 10, 6", "3, 5, 10, 1", "1, 5, 10, 1"})
  void queue_asLongAsTheLongestWaitAllows_rejectsTheNextImmediately(
      int width, int longestWait, int hash, int places) throws Exception {
    HashingGate gate = timed(width, Duration.ofMinutes(longestWait));
    compute(gate, Duration.ofMinutes(hash));
    for (int i = 0; i < width; i++) {
      occupy(gate, ONE_HASH);
    }
    List<Future<?>> waiting = new ArrayList<>();
    for (int i = 0; i < places; i++) {
      waiting.add(threads.submit(() -> gate.compute(ONE_HASH, () -> 1)));
      awaitWaiting(gate, i + 1);
    }

    assertBusyAtOnce(gate);
    assertEquals(1, gate.rejected());

    leave.countDown();
    for (Future<?> each : waiting) {
      each.get(30, SECONDS);
    }
    assertEquals("room again", gate.compute(ONE_HASH, () -> "room again"));
  }

  @Test
  void concurrentArrivals_takeAsManyPlacesAsThereAre() throws Exception {
    HashingGate gate = timed(1, Duration.ofMinutes(60));
    compute(gate, Duration.ofMinutes(10));
    occupy(gate, ONE_HASH);

    List<Future<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      all.add(threads.submit(() -> isComputed(gate)));
    }
    awaitWaiting(gate, 6);
    awaitRejected(gate, 34);
    leave.countDown();

    int computed = 0;
    for (Future<Boolean> each : all) {
      computed += each.get(30, SECONDS) ? 1 : 0;
    }
    assertEquals(6, computed);
  }

  @Test
  void queue_afterSlowerHashes_isShorter() throws Exception {
    HashingGate gate = timed(1, Duration.ofMinutes(72));
    compute(gate, Duration.ofMinutes(8)); // nine within the longest wait
    compute(gate, Duration.ofMinutes(32)); // 11 minutes on average: six
    occupy(gate, ONE_HASH);
    for (int i = 0; i < 6; i++) {
      threads.submit(() -> gate.compute(ONE_HASH, () -> 1));
    }
    awaitWaiting(gate, 6);

    assertBusyAtOnce(gate);
  }

  @Test
  void largerHashes_takeMorePlacesInTheQueue() throws Exception {
    HashingGate gate = timed(4, Duration.ofMinutes(20));
    compute(gate, Duration.ofMinutes(10)); // room for eight that wait
    for (int i = 0; i < 4; i++) {
      occupy(gate, ONE_HASH);
    }
    threads.submit(() -> gate.compute(4 * ONE_HASH, () -> 1));
    awaitWaiting(gate, 1);
    threads.submit(() -> gate.compute(4 * ONE_HASH, () -> 1));
    awaitWaiting(gate, 2);

    assertBusyAtOnce(gate);
  }

  private final AtomicLong nanos = new AtomicLong();

  private HashingGate timed(int width, Duration longestWait) {
    return new HashingGate(width, longestWait, nanos::get);
  }

  private void compute(HashingGate gate, Duration time) {
    gate.compute(ONE_HASH, () -> nanos.addAndGet(time.toNanos()));
  }

  private static boolean isComputed(HashingGate gate) {
    try {
      return gate.compute(ONE_HASH, () -> true);
    } catch (PasswordHashingBusy busy) {
      return false;
    }
  }

  /** A request that waits would do so for minutes. */
  private static void assertBusyAtOnce(HashingGate gate) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> assertThrows(PasswordHashingBusy.class, () -> gate.compute(ONE_HASH, () -> "never")));
  }

  private static void awaitRejected(HashingGate gate, long expected) throws InterruptedException {
    for (int i = 0; i < 3000 && gate.rejected() != expected; i++) {
      Thread.sleep(10);
    }
    assertEquals(expected, gate.rejected());
  }

  private void occupy(HashingGate gate, int memory) throws InterruptedException {
    CountDownLatch inside = new CountDownLatch(1);
    threads.submit(
        () ->
            gate.compute(
                memory,
                () -> {
                  inside.countDown();
                  return Latches.await(leave);
                }));
    assertTrue(inside.await(30, SECONDS));
  }

  private static void awaitWaiting(HashingGate gate, int expected) throws InterruptedException {
    for (int i = 0; i < 3000 && gate.waiting() != expected; i++) {
      Thread.sleep(10);
    }
    assertEquals(expected, gate.waiting());
  }
}
