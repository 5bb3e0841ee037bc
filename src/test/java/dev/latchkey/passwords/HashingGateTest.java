package dev.latchkey.passwords;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
  void neverMoreAtOnceThanAllowed() throws Exception {
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
  void workThatNeedsMoreMemoryTakesMoreRoom() throws Exception {
    HashingGate gate = new HashingGate(3, Duration.ZERO);
    occupy(gate, ONE_HASH + 1);

    assertEquals("one fits", gate.compute(ONE_HASH, () -> "one fits"));
    assertThrows(PasswordHashingBusy.class, () -> gate.compute(ONE_HASH + 1, () -> "two do not"));
  }

  @Test
  void workThatNeedsMoreThanThereIsIsDoneAlone() throws Exception {
    HashingGate gate = new HashingGate(2, Duration.ZERO);
    assertEquals("done", gate.compute(100 * ONE_HASH, () -> "done"));
    occupy(gate, 1);

    assertThrows(
        PasswordHashingBusy.class, () -> gate.compute(100 * ONE_HASH, () -> "not beside another"));
  }

  @Test
  void whatFindsNoRoomIsCounted() throws Exception {
    HashingGate gate = new HashingGate(1, Duration.ZERO);
    occupy(gate, ONE_HASH);

    assertThrows(PasswordHashingBusy.class, () -> gate.compute(ONE_HASH, () -> 1));

    assertEquals(1, gate.refused());
    assertEquals(0, gate.computed());
  }

  @Test
  void theTimeThatTheWorkTakesIsCounted() {
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
  void failedWorkLeavesItsRoom() {
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
  void aThreadInterruptedWhileItWaitsIsBusyAndStaysInterrupted() throws Exception {
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
  void aBoundThatMakesNoSenseIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new HashingGate(0, LONG));
    assertThrows(IllegalArgumentException.class, () -> new HashingGate(1, Duration.ofMillis(-1)));
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
