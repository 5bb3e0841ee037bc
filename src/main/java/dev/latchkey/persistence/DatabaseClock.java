package dev.latchkey.persistence;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The database's clock, queried at most every ten seconds; in between, a monotonic clock adds the
 * elapsed time.
 *
 * <p>Between two queries the time is the last result plus the time that the node's monotonic clock
 * has measured. So neither an incorrect wall clock nor a step of it affects a row, and a request
 * needs no statement for the time. If the database does not respond, or responds slowly, the
 * measured time is used.
 */
final class DatabaseClock {

  private static final Duration ASK_EVERY = Duration.ofSeconds(10);
  private static final Duration LONGEST_ASKING = Duration.ofSeconds(1);

  private record Reading(Instant time, long nanos) {}

  private final Supplier<Instant> database;
  private final LongSupplier nanoTime;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile @Nullable Reading last;

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
   * The time as measured since the last query, however long ago that was. For use in transactions:
   * a query would need a second connection there, which Open Liberty rejects, and which a pool may
   * not have.
   */
  Instant measured() {
    Reading reading = last;
    if (reading == null) {
      reading = first();
    }
    return reading.time.plusNanos(nanoTime.getAsLong() - reading.nanos);
  }

  /**
   * Queries the time if that is due, so that the next {@link #now()} need not.
   *
   * @throws DatabaseUnavailable if the database does not respond
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
      // If the query took long, it is unknown when the database read its clock.
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
