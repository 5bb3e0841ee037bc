package dev.latchkey.passwords;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Limits the number of concurrent hashes by their memory, in the order of requests.
 *
 * <p>A permit stands for the memory of one of Latchkey's own hashes. An imported hash that needs
 * more takes several permits, at most all of them: then it is computed alone.
 *
 * <p>The queue is no longer than what can be computed within the longest wait, by the moving
 * average of recent hashes: a request that would wait too long is rejected immediately instead of
 * holding a thread.
 */
final class HashingGate {

  private static final int WEIGHT = 8;

  private final int width;
  private final Semaphore permits;
  private final Duration longestWait;
  private final LongSupplier nanoTime;
  private final AtomicInteger queued = new AtomicInteger(); // permits that are waited for
  private final AtomicLong average = new AtomicLong(); // nanoseconds; 0 before the first hash
  private final LongAdder computed = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private final LongAdder rejected = new LongAdder();

  HashingGate(int width, Duration longestWait) {
    this(width, longestWait, System::nanoTime);
  }

  /**
   * @param width the number of Latchkey's own hashes that may be computed concurrently
   * @param longestWait how long a request may wait; zero for not at all
   * @param nanoTime a monotonic clock, in nanoseconds
   */
  HashingGate(int width, Duration longestWait, LongSupplier nanoTime) {
    if (width < 1) {
      throw new IllegalArgumentException(
          "At least one concurrent hash must be allowed, not " + width);
    }
    if (longestWait.isNegative()) {
      throw new IllegalArgumentException("The longest wait is negative: " + longestWait);
    }
    this.width = width;
    this.permits = new Semaphore(width, true);
    this.longestWait = longestWait;
    this.nanoTime = nanoTime;
  }

  /**
   * Runs the work as soon as enough memory is free.
   *
   * @param memory what the work allocates, in KiB
   * @throws PasswordHashingBusy if it did not become free within the longest wait, or is not
   *     expected to
   */
  <T> T compute(int memory, Supplier<T> work) {
    int needed = permitsFor(memory);
    acquire(needed);
    long start = nanoTime.getAsLong();
    try {
      T result = work.get();
      computed.increment();
      measure(nanoTime.getAsLong() - start);
      return result;
    } finally {
      nanos.add(nanoTime.getAsLong() - start);
      permits.release(needed);
    }
  }

  long computed() {
    return computed.sum();
  }

  /** The total time of computing, excluding waiting. */
  Duration spent() {
    return Duration.ofNanos(nanos.sum());
  }

  long rejected() {
    return rejected.sum();
  }

  int waiting() {
    return permits.getQueueLength();
  }

  private int permitsFor(int memory) {
    int unit = Argon2Parameters.CURRENT.memory();
    return Math.max(1, Math.min(width, (memory + unit - 1) / unit));
  }

  /** Weights the new value by an eighth, so that a single slow hash does not dominate. */
  private void measure(long took) {
    average.updateAndGet(
        before -> Math.max(1, before == 0 ? took : before + (took - before) / WEIGHT));
  }

  private void acquire(int needed) {
    try {
      if (permits.tryAcquire(needed, 0, NANOSECONDS)) { // does not overtake those who wait
        return;
      }
      if (!enqueue(needed)) {
        throw reject();
      }
      try {
        if (!permits.tryAcquire(needed, longestWait.toNanos(), NANOSECONDS)) {
          throw reject();
        }
      } finally {
        queued.addAndGet(-needed);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PasswordHashingBusy();
    }
  }

  /** Enters the queue if the requests ahead are expected to be computed within the longest wait. */
  private boolean enqueue(int needed) {
    long mostAhead = mostAhead();
    return queued.getAndUpdate(ahead -> ahead <= mostAhead ? ahead + needed : ahead) <= mostAhead;
  }

  /**
   * The maximum number of permits that requests ahead may wait for, so that a new request gets its
   * turn in time: each permit becomes free once per hash duration. The first in the queue may
   * always wait.
   */
  private long mostAhead() {
    long took = average.get();
    double turns = took == 0 ? Integer.MAX_VALUE : (double) longestWait.toNanos() / took;
    return Math.max(0, (long) (turns * width) - 1);
  }

  private PasswordHashingBusy reject() {
    rejected.increment();
    return new PasswordHashingBusy();
  }
}
