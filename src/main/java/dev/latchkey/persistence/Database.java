package dev.latchkey.persistence;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * The one relational database that all nodes share. Safe for use by many threads.
 *
 * <p>Two things implement it: the server's data source and transactions, and a database of a test.
 */
public abstract class Database {

  private static final int ATTEMPTS = 16;
  private static final Duration REPEAT_FOR = Duration.ofSeconds(3);

  /** What is read by a connection of the database's own. */
  @FunctionalInterface
  public interface Reading<T> {
    T by(Connection connection) throws SQLException;
  }

  private final ThreadLocal<List<Runnable>> deeds = ThreadLocal.withInitial(ArrayList::new);

  /**
   * The entity manager of the running transaction. Only call it inside of one, even to read:
   * outside of transactions EclipseLink tries a read again when the database is gone, three times
   * after five seconds each, and Payara ties what is opened there to an invocation that all runs of
   * a job share.
   */
  public abstract EntityManager entities();

  /** The database's time, which decides about rows. */
  public abstract Instant now();

  /**
   * Asks the database itself, over a connection of its own, how it is.
   *
   * @throws DatabaseUnavailable when it does not answer, or has not got our schema
   */
  public abstract DatabaseFacts inspect();

  /**
   * Brings the schema to what this release needs.
   *
   * @return how many migrations that took
   */
  public abstract int migrate();

  /** A connection to read by, outside of transactions: each statement stands for itself. */
  protected abstract Connection connect() throws SQLException;

  /** Whether this thread is in a transaction. */
  protected abstract boolean inTransaction();

  /** Begins, runs and commits; rolls back and rethrows when the work throws. */
  protected abstract <T> T attempt(Supplier<T> work);

  /**
   * Runs the work in one transaction: the caller's where there is one, else a new one, committed
   * when the work returns and rolled back when it throws.
   *
   * <p>Where the database gave up a new transaction for another's sake (deadlock, serialization
   * failure), the whole work is run again, sixteen times or for three seconds at most; so it must
   * not keep what an attempt has found out.
   *
   * @throws DatabaseUnavailable when the database cannot be reached
   */
  public <T> T transaction(Supplier<T> work) {
    if (inTransaction()) {
      return work.get();
    }
    try {
      T result = repeatedly(() -> attemptAnew(work));
      List<Runnable> due = List.copyOf(deeds.get());
      deeds.remove();
      due.forEach(Runnable::run);
      return result;
    } finally {
      deeds.remove();
    }
  }

  /**
   * Reads by one statement, outside of a transaction: for what nearly every request asks, where to
   * begin and end one costs more than the statement. Repeats it as {@link #transaction(Supplier)}
   * does.
   *
   * @throws DatabaseUnavailable when the database cannot be reached
   */
  public <T> T read(Reading<T> reading) {
    return repeatedly(
        () -> {
          try (Connection connection = connect()) {
            return reading.by(connection);
          } catch (SQLException e) {
            throw new PersistenceException(e);
          }
        });
  }

  private <T> T attemptAnew(Supplier<T> work) {
    deeds.remove();
    return attempt(work);
  }

  private static <T> T repeatedly(Supplier<T> work) {
    long begun = System.nanoTime();
    for (int attempt = 1; ; attempt++) {
      try {
        return work.get();
      } catch (RuntimeException e) {
        boolean again = attempt < ATTEMPTS && System.nanoTime() - begun < REPEAT_FOR.toNanos();
        if (!again || !Failures.isWorthRepeating(e)) {
          throw Failures.translated(e);
        }
        pause(attempt);
      }
    }
  }

  /**
   * Has something done once the running transaction has committed, in its thread; nothing is done
   * if it rolls back. Outside of a transaction it is done at once. It must be quick and must not
   * throw.
   */
  public void afterCommit(Runnable deed) {
    if (inTransaction()) {
      deeds.get().add(deed);
    } else {
      deed.run();
    }
  }

  /** As {@link #transaction(Supplier)}, for work without a result. */
  public void transaction(Runnable work) {
    transaction(
        () -> {
          work.run();
          return null;
        });
  }

  /**
   * Waits until no other node is between its own turn and the end of that transaction. For what
   * must be found or made once; call it first in a transaction.
   */
  public void takeTurns() {
    entities().createNativeQuery("UPDATE database_clock SET id = 1 WHERE id = 1").executeUpdate();
  }

  private static void pause(int attempt) {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(1, 10L << Math.min(attempt, 5)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseUnavailable("Interrupted while waiting to repeat a transaction.", e);
    }
  }
}
