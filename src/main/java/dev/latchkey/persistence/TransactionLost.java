package dev.latchkey.persistence;

/** The server rolled a transaction back where it was to commit; the cause says why. */
class TransactionLost extends RuntimeException {

  TransactionLost(Throwable cause) {
    super("The transaction was rolled back.", cause);
  }
}
