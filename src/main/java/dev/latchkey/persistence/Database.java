package dev.latchkey.persistence;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one relational database that all nodes share. Safe for use by many threads.
 *
 * <p>There are two implementations: the server's data source and transactions, and the database of
 * tests.
 */
public abstract class Database {

  private static final int DISCARDED_AT_ONCE = 64;

  /** Reads over a separate connection. */
  @FunctionalInterface
  public interface Reading<T> {
    T by(Connection connection) throws SQLException;
  }

  private volatile @Nullable Boolean postgresql;
  private volatile @Nullable Pooling pooling;

  private final OwnTransactions own = new OwnTransactions(this);

  /**
   * The entity manager of the current transaction. Only call it inside of one, even to read:
   * outside of transactions EclipseLink retries a read while the database is down, three times
   * after five seconds each, and Payara binds what is opened there to an invocation that all runs
   * of a job share.
   */
  public abstract EntityManager entities();

  /** The database's time, which decides about rows. */
  public abstract Instant now();

  /**
   * Queries the state of the database, over a separate connection.
   *
   * @throws DatabaseUnavailable if it does not respond, lacks Latchkey's schema, or cannot be
   *     written, as a replica
   */
  public DatabaseFacts inspect() {
    try {
      return read(
          connection -> {
            Writability.check(connection);
            return DatabaseFacts.of(connection);
          });
    } catch (PersistenceException e) {
      throw new DatabaseUnavailable("The database cannot be used.", e);
    }
  }

  /**
   * Migrates the schema to this release.
   *
   * @return the number of migrations
   */
  public abstract int migrate();

  /** A connection for reads outside of transactions, in auto-commit mode. */
  protected abstract Connection connect() throws SQLException;

  /** Whether this thread is in a transaction. */
  protected abstract boolean inTransaction();

  /** Whether the caller is in a transaction, so that {@link #autoCommit} must not be called. */
  public final boolean isInTransaction() {
    return inTransaction();
  }

  /** What equals only itself among all transactions. Only called in a transaction. */
  protected abstract Object transactionKey();

  /** Begins, runs and commits; rolls back and rethrows when the work throws. */
  protected abstract <T> T attempt(Supplier<T> work);

  /**
   * Runs an action after the commit of the current transaction, which the application has begun.
   */
  protected abstract void afterCommitOfApplication(Runnable deed);

  /**
   * Runs the work in one transaction: the caller's if there is one, else a new one, which is
   * committed when the work returns and rolled back when it throws.
   *
   * <p>If the database aborts a new transaction because of another (deadlock, serialization
   * failure), if the transaction violates a constraint, or if its connection is lost before the
   * commit, the whole work is retried ({@link Repetition}); so it must not keep results of an
   * earlier attempt.
   *
   * @throws DatabaseUnavailable if the database cannot be reached
   */
  public <T> T transaction(Supplier<T> work) {
    if (inTransaction()) {
      return work.get();
    }
    try {
      isPostgresql(); // inside of the transaction it could not be asked
      return own.run(work);
    } catch (DatabaseUnavailable e) {
      if (Failures.isReadOnly(e)) {
        discardReadOnly();
      }
      throw e;
    }
  }

  /**
   * A fast path: reads with one statement outside of a transaction, for reads in nearly every
   * request, because beginning and ending a transaction costs more than the statement. Retries as
   * {@link #transaction(Supplier)} does.
   *
   * @throws DatabaseUnavailable if the database cannot be reached
   */
  public <T> T read(Reading<T> reading) {
    return Repetition.of(() -> ConnectionLost.detect(() -> onItsOwn(reading)));
  }

  /**
   * A fast path: executes one statement that is a transaction by itself, on a connection in
   * auto-commit mode, without the server's transactions and entities. Retries as {@link
   * #transaction(Supplier)} does, but not if its connection is lost: it may have been committed.
   *
   * @throws IllegalStateException inside of a transaction, where it would wait for locks that the
   *     caller holds
   * @throws DatabaseUnavailable if the database cannot be reached
   */
  public <T> T autoCommit(Reading<T> statement) {
    if (inTransaction()) {
      throw new IllegalStateException("A statement on its own connection inside a transaction.");
    }
    return Repetition.of(() -> onItsOwn(connection -> inAutoCommit(connection, statement)));
  }

  private <T> T onItsOwn(Reading<T> use) {
    try (Connection connection = connect()) {
      return Writability.watched(connection, use);
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  /** A pool may have been configured otherwise. */
  private static <T> T inAutoCommit(Connection connection, Reading<T> statement)
      throws SQLException {
    if (connection.getAutoCommit()) {
      return statement.by(connection);
    }
    connection.setAutoCommit(true);
    try {
      return statement.by(connection);
    } finally {
      connection.setAutoCommit(false);
    }
  }

  /**
   * Whether the database is a PostgreSQL, which changes several tables in one statement.
   *
   * @throws DatabaseUnavailable if that is not known yet and the database cannot be reached
   */
  public boolean isPostgresql() {
    Boolean known = postgresql;
    if (known == null) {
      known =
          read(
              connection -> connection.getMetaData().getDatabaseProductName().equals("PostgreSQL"));
      postgresql = known;
    }
    return known;
  }

  /**
   * What a pooler between this node and the database makes of its connections, found out at the
   * first call, over two connections.
   *
   * @throws DatabaseUnavailable if that is not known yet and the database cannot be reached
   */
  public Pooling pooling() {
    Pooling known = pooling;
    if (known == null) {
      known =
          isPostgresql()
              ? read(connection -> Pooling.beside(connection, this::connect))
              : Pooling.NONE;
      pooling = known;
    }
    return known;
  }

  /**
   * After a failover a pool may hold connections to the former primary, which can only read. It is
   * unknown which of them the transaction had, so connections of the pool are checked until one can
   * write.
   */
  private void discardReadOnly() {
    for (int i = 0; i < DISCARDED_AT_ONCE; i++) {
      try (Connection connection = connect()) {
        Writability.watched(
            connection,
            c -> {
              Writability.check(c);
              return c;
            });
        return;
      } catch (SQLException e) {
        if (!Failures.isReadOnly(e)) {
          return;
        }
      }
    }
  }

  /**
   * Runs an action in the same thread after the current transaction has committed, and not at all
   * if it rolls back. Outside of a transaction it runs immediately. It must be quick and must not
   * throw.
   */
  public void afterCommit(Runnable deed) {
    if (!inTransaction()) {
      deed.run();
      return;
    }
    OwnTransaction mine = own.current();
    if (mine == null) {
      afterCommitOfApplication(deed);
    } else {
      mine.deeds().add(deed);
    }
  }

  /**
   * Runs an action in the same thread after the current transaction has failed and will not be
   * retried, for whatever reason; and not at all if it commits. If it was retried, the actions of
   * the last attempt that has any run. If the connection was lost at the commit, the transaction
   * has failed for its caller, although the database may have committed it.
   *
   * <p>In a transaction that the application has begun, nothing runs. Call it in a transaction; the
   * action must be quick and must not throw.
   */
  public void afterFailure(Runnable remedy) {
    OwnTransaction mine = own.current();
    if (mine != null) {
      mine.remedies().add(remedy);
    }
  }

  /**
   * Executes a change at the end of the current transaction, before the commit: on PostgreSQL in
   * one statement with others that wait, else one after the other. So whatever rows it locks are
   * locked for the shortest time. In a transaction that the application has begun, it executes the
   * change immediately. Call it in a transaction.
   */
  public void atEnd(LateWrite write) {
    OwnTransaction mine = own.current();
    if (mine == null) {
      LateWrite.execute(entities(), List.of(write), false);
    } else {
      mine.writes().add(write);
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
   * Waits until no other node holds this lock; the lock lasts until the end of the transaction. Use
   * it to find or create what must exist only once; call it first in a transaction.
   */
  public void takeTurns() {
    entities().createNativeQuery("UPDATE database_clock SET id = 1 WHERE id = 1").executeUpdate();
  }

  /**
   * Waits until no other transaction, on any node, holds the lock of this name; the lock lasts
   * until the end of the transaction. Take it before looking whether a unique value is free and
   * then writing it: so concurrent requests for one value see each other. Otherwise the later one
   * violates the key, which JPA providers write to the log, with the value.
   *
   * <p>Databases other than PostgreSQL have one lock for all names, that of {@link #takeTurns()}.
   * Lock the rows of accounts before, never after it.
   *
   * @throws TransactionRace if it has waited in a transaction that does not see what others have
   *     committed meanwhile, because its isolation is stricter than {@code READ COMMITTED}: it
   *     could only fail, and hold up the next ones until then
   */
  public void takeTurns(String name) {
    if (isPostgresql()) {
      NamedLock.take(entities(), name);
    } else {
      takeTurns();
    }
  }
}
