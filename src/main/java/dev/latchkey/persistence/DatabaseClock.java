package dev.latchkey.persistence;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The database's clock, asked at most every ten seconds and counted on from there.
 *
 * <p>Between two askings the time is the last answer plus what the node's monotonic clock has
 * counted, so that neither a wrong wall clock nor a step of it reaches a row, and a request does
 * not pay a statement for the time. While the database does not answer, or only after a long time,
 * the count goes on.
 */
final class DatabaseClock {

  private static final Duration ASK_EVERY = Duration.ofSeconds(10);
  private static final Duration LONGEST_ASKING = Duration.ofSeconds(1);

  private record Reading(Instant time, long nanos) {}

  private final Supplier<Instant> database;
  private final LongSupplier nanoTime;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile Reading last;

  DatabaseClock(Supplier<Instant> database, LongSupplier nanoTime) {
    this.database = database;
    this.nanoTime = nanoTime;
  }

  Instant now() {
    Reading reading = last;
    if (reading == null) {
      reading = first();
    } else if (isDue(reading) && asking.tryLock()) {
      reading = refresh(reading, false);
    }
    return reading.time.plusNanos(nanoTime.getAsLong() - reading.nanos);
  }

  /**
   * Asks where that is due, so that the next {@link #now()} need not.
   *
   * @throws DatabaseUnavailable when the database does not answer; whoever wants more of it need
   *     not ask that too
   */
  void keepUp() {
    Reading reading = last;
    if (reading == null) {
      first();
    } else if (isDue(reading) && asking.tryLock()) {
      refresh(reading, true);
    }
  }

  private boolean isDue(Reading reading) {
    return nanoTime.getAsLong() - reading.nanos >= ASK_EVERY.toNanos();
  }

  private Reading first() {
    asking.lock();
    try {
      return last == null ? last = ask() : last;
    } finally {
      asking.unlock();
    }
  }

  private Reading refresh(Reading old, boolean orFail) {
    long before = nanoTime.getAsLong();
    try {
      Reading read = ask();
      // What part of a long time has passed before the database looked at its clock, nobody knows.
      boolean quick = nanoTime.getAsLong() - before <= LONGEST_ASKING.toNanos();
      return last = quick ? read : countedOn(old);
    } catch (RuntimeException unreachable) {
      last = countedOn(old);
      if (orFail) {
        throw unreachable;
      }
      return last;
    } finally {
      asking.unlock();
    }
  }

  private Reading countedOn(Reading old) {
    long nanos = nanoTime.getAsLong();
    return new Reading(old.time.plusNanos(nanos - old.nanos), nanos);
  }

  private Reading ask() {
    long before = nanoTime.getAsLong();
    Instant time = database.get();
    long after = nanoTime.getAsLong();
    return new Reading(time, before + (after - before) / 2);
  }
}
