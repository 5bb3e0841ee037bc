package dev.latchkey.persistence;

import java.util.function.Supplier;

/** Two transactions did at once what only one can do; run again, the other one's part is there. */
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

  public TransactionRace(Throwable cause) {
    super("Another transaction wrote the same unique value at once.", cause);
  }
}
