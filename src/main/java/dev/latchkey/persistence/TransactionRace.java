package dev.latchkey.persistence;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Two concurrent transactions did what only one can do; a retry sees the other one's changes. */
public class TransactionRace extends RuntimeException {

  /**
   * Runs work that a concurrent transaction may do as well. If that has written the same unique
   * value, the whole transaction is retried.
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
