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
 * not pay a statement for the time. While the database does not answer, the count goes on.
 */
final class DatabaseClock {

  private static final Duration ASK_EVERY = Duration.ofSeconds(10);

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
    long nanos = nanoTime.getAsLong();
    if (reading == null) {
      reading = first();
      nanos = nanoTime.getAsLong();
    } else if (nanos - reading.nanos >= ASK_EVERY.toNanos() && asking.tryLock()) {
      reading = refresh(reading);
      nanos = nanoTime.getAsLong();
    }
    return reading.time.plusNanos(nanos - reading.nanos);
  }

  private Reading first() {
    asking.lock();
    try {
      return last == null ? last = ask() : last;
    } finally {
      asking.unlock();
    }
  }

  private Reading refresh(Reading old) {
    try {
      return last = ask();
    } catch (RuntimeException unreachable) {
      return last = new Reading(old.time.plusNanos(nanoTime.getAsLong() - old.nanos), nanoTime.getAsLong());
    } finally {
      asking.unlock();
    }
  }

  private Reading ask() {
    long before = nanoTime.getAsLong();
    Instant time = database.get();
    long after = nanoTime.getAsLong();
    return new Reading(time, before + (after - before) / 2);
  }
}
