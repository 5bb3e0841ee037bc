package dev.latchkey.persistence;

import java.util.function.Supplier;

/** A connection was lost before the commit, so that nothing of the transaction has happened. */
final class ConnectionLost extends RuntimeException {

  private ConnectionLost(Throwable cause) {
    super("The connection was lost before the commit.", cause);
  }

  /** Runs work that commits nothing by itself. */
  static <T> T detect(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      throw Failures.isLostConnection(e) ? new ConnectionLost(e) : e;
    }
  }
}
