package dev.latchkey.persistence;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Repeats whole transactions of which nothing has happened:
 *
 * <ul>
 *   <li>The database aborted them because of others: at most sixteen times or for three seconds.
 *   <li>They violated a constraint: at most three times. Another transaction may have written the
 *       same unique value, or deleted the row that is referred to, since this one looked; a new one
 *       sees that. Stricter isolation than {@code READ COMMITTED} makes this usual: a transaction
 *       that has waited for a row to be unlocked does not see what the other one has added.
 *   <li>Their connection was lost: at most three times and only if that was noticed within a
 *       second. A pool may hold several connections that a failover has ended; who waits for a
 *       database that is gone should not do so repeatedly.
 * </ul>
 */
final class Repetition {

  private static final int ATTEMPTS = 16;
  private static final Duration CONFLICTS = Duration.ofSeconds(3);
  private static final int VIOLATIONS = 3;
  private static final int LOSSES = 3;
  private static final Duration LOSS = Duration.ofSeconds(1);

  private final long begun = System.nanoTime();
  private int attempts;
  private int violations;
  private int losses;

  private Repetition() {}

  /**
   * Does the work until it succeeds, or fails for another reason or too often.
   *
   * @throws DatabaseUnavailable if the database cannot be reached, or aborts each attempt
   */
  static <T> T of(Supplier<T> work) {
    Repetition repetition = new Repetition();
    for (; ; ) {
      try {
        return work.get();
      } catch (RuntimeException e) {
        if (!repetition.isDueAfter(e)) {
          throw Failures.translated(e);
        }
        repetition.pause();
      }
    }
  }

  private boolean isDueAfter(RuntimeException e) {
    attempts++;
    if (Failures.isWorthRepeating(e)) {
      return attempts < ATTEMPTS && isWithin(CONFLICTS);
    }
    if (Failures.isConstraintViolation(e)) {
      return violations++ < VIOLATIONS;
    }
    return e instanceof ConnectionLost && losses++ < LOSSES && isWithin(LOSS);
  }

  private boolean isWithin(Duration limit) {
    return System.nanoTime() - begun < limit.toNanos();
  }

  private void pause() {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(1, 10L << Math.min(attempts, 5)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseUnavailable("Interrupted while waiting to repeat a transaction.", e);
    }
  }
}
