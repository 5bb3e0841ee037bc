package dev.latchkey.persistence;

/** The server rolled back a transaction instead of committing it; the cause says why. */
class TransactionLost extends RuntimeException {

  TransactionLost(Throwable cause) {
    super("The transaction was rolled back.", cause);
  }
}
