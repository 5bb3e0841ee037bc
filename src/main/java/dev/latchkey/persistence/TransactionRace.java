package dev.latchkey.persistence;

/** Two concurrent transactions did what only one can do; a retry sees the other one's changes. */
public class TransactionRace extends RuntimeException {

  public TransactionRace() {
    super("A concurrent transaction came first.");
  }
}
