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
 * Lets as many hashes be computed at once as there is memory set aside for, in the order they were
 * asked for.
 *
 * <p>A permit stands for the memory of one hash of ours. An imported hash that needs more takes
 * several permits, or all of them: it is then computed alone.
 *
 * <p>The queue is no longer than what can be computed within the longest wait, by the moving
 * average of recent hashes: a request whose turn would come too late is refused at once, instead of
 * holding a thread until then.
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
  private final LongAdder refused = new LongAdder();

  HashingGate(int width, Duration longestWait) {
    this(width, longestWait, System::nanoTime);
  }

  /**
   * @param width how many hashes of ours may be computed at once
   * @param longestWait how long one may wait for its turn; zero means not at all
   * @param nanoTime a clock that only runs forward, in nanoseconds from any beginning
   */
  HashingGate(int width, Duration longestWait, LongSupplier nanoTime) {
    if (width < 1) {
      throw new IllegalArgumentException("At least one hash must be allowed at once, not " + width);
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
   * Does the work as soon as there is room for it.
   *
   * @param memory what the work allocates, in KiB
   * @throws PasswordHashingBusy if there was no room within the longest wait, or will be none
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

  /** Moves the average an eighth of the way, so that a single slow hash does not rule. */
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
        throw refuse();
      }
      try {
        if (!permits.tryAcquire(needed, longestWait.toNanos(), NANOSECONDS)) {
          throw refuse();
        }
      } finally {
        queued.addAndGet(-needed);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PasswordHashingBusy();
    }
  }

  /** Takes a place in the queue if what waits already will be computed within the longest wait. */
  private boolean enqueue(int needed) {
    long mostAhead = mostAhead();
    return queued.getAndUpdate(ahead -> ahead <= mostAhead ? ahead + needed : ahead) <= mostAhead;
  }

  /**
   * How many permits may be waited for ahead of a new request, so that its turn comes in time: each
   * permit becomes free once in the time of a hash. The first in the queue may always wait.
   */
  private long mostAhead() {
    long took = average.get();
    double turns = took == 0 ? Integer.MAX_VALUE : (double) longestWait.toNanos() / took;
    return Math.max(0, (long) (turns * width) - 1);
  }

  private PasswordHashingBusy refuse() {
    refused.increment();
    return new PasswordHashingBusy();
  }
}
