package dev.latchkey.passwords;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Lets as many hashes be computed at once as there is memory set aside for, in the order they were
 * asked for.
 *
 * <p>A permit stands for the memory of one hash of ours. An imported hash that needs more takes
 * several permits, or all of them: it is then computed alone.
 */
final class HashingGate {

  private final int width;
  private final Semaphore permits;
  private final Duration longestWait;
  private final LongAdder computed = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private final LongAdder refused = new LongAdder();

  HashingGate(int width, Duration longestWait) {
    if (width < 1) {
      throw new IllegalArgumentException("At least one hash must be allowed at once, not " + width);
    }
    if (longestWait.isNegative()) {
      throw new IllegalArgumentException("The longest wait is negative: " + longestWait);
    }
    this.width = width;
    this.permits = new Semaphore(width, true);
    this.longestWait = longestWait;
  }

  /**
   * Does the work as soon as there is room for it.
   *
   * @param memory what the work allocates, in KiB
   * @throws PasswordHashingBusy if there was no room within the longest wait
   */
  <T> T compute(int memory, Supplier<T> work) {
    int needed = permitsFor(memory);
    acquire(needed);
    long start = System.nanoTime();
    try {
      T result = work.get();
      computed.increment();
      return result;
    } finally {
      nanos.add(System.nanoTime() - start);
      permits.release(needed);
    }
  }

  long computed() {
    return computed.sum();
  }

  /** The time that computing took, waiting not included. */
  Duration spent() {
    return Duration.ofNanos(nanos.sum());
  }

  long refused() {
    return refused.sum();
  }

  int waiting() {
    return permits.getQueueLength();
  }

  private int permitsFor(int memory) {
    int unit = Argon2Parameters.CURRENT.memory();
    return Math.max(1, Math.min(width, (memory + unit - 1) / unit));
  }

  private void acquire(int needed) {
    try {
      if (!permits.tryAcquire(needed, longestWait.toNanos(), NANOSECONDS)) {
        refused.increment();
        throw new PasswordHashingBusy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PasswordHashingBusy();
    }
  }
}
