package dev.latchkey.persistence;

/** Two transactions did at once what only one can do; run again, the other one's part is there. */
public class TransactionRace extends RuntimeException {

  public TransactionRace(Throwable cause) {
    super("Another transaction wrote the same unique value at once.", cause);
  }
}
