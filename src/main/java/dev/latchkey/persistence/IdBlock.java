package dev.latchkey.persistence;

import jakarta.persistence.EntityManager;

/**
 * Ids of a table whose rows are inserted without entities, on PostgreSQL. Each value of a sequence
 * is the last id of a block of fifty, which this takes from it. Thread-safe.
 */
public final class IdBlock {

  private static final int SIZE = 50;

  private final String nextBlock;
  private long next = 1;
  private long last;

  /**
   * @param sequence the name of the sequence
   */
  public IdBlock(String sequence) {
    this.nextBlock = "SELECT nextval('" + sequence + "')";
  }

  /** The next id. Queries the database once for each block; call it in a transaction. */
  public long next(EntityManager entities) {
    synchronized (this) {
      if (next <= last) {
        return next++;
      }
    }
    // Without the lock, so that no other thread waits for it while this one waits for a connection.
    long end = ((Number) entities.createNativeQuery(nextBlock).getSingleResult()).longValue();
    synchronized (this) {
      next = end - SIZE + 1;
      last = end;
      return next++;
    }
  }
}
