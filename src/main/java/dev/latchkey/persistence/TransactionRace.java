package dev.latchkey.persistence;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Two concurrent transactions did what only one can do; a retry sees the other one's changes. */
public class TransactionRace extends RuntimeException {

  /**
   * Runs what another transaction may do at the same time, and has the whole transaction run again
   * where that has written the same unique value.
   */
  public static <T> T detect(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      throw Failures.isConstraintViolation(e) ? new TransactionRace(e) : e;
    }
  }

  public TransactionRace(@Nullable Throwable cause) {
    super("A concurrent transaction wrote the same unique value.", cause);
  }
}
