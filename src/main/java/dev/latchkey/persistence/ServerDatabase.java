package dev.latchkey.persistence;

import dev.latchkey.Shared;
import jakarta.annotation.Resource;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** The server's default data source, under the server's transactions and its JPA provider. */
@Shared
class ServerDatabase extends Database {

  @PersistenceContext(unitName = "latchkey")
  private EntityManager entities;

  /**
   * Not shared: Open Liberty would keep a shared connection, once closed, until the request has
   * been answered.
   */
  @Resource(lookup = "java:comp/DefaultDataSource", shareable = false)
  private DataSource dataSource;

  @Resource private UserTransaction transaction;
  @Resource private TransactionSynchronizationRegistry registry;

  private final DatabaseClock clock =
      new DatabaseClock(() -> DatabaseFacts.of(dataSource).time(), System::nanoTime);

  @Override
  public EntityManager entities() {
    return entities;
  }

  @Override
  public Instant now() {
    return inTransaction() ? clock.measured() : clock.now();
  }

  @Override
  public int migrate() {
    return new Migrations(dataSource).run();
  }

  @Override
  protected Connection connect() throws SQLException {
    return dataSource.getConnection();
  }

  /**
   * Asks the registry, since most methods that are {@code @Transactional} must not use the {@link
   * UserTransaction}.
   */
  @Override
  protected boolean inTransaction() {
    return registry.getTransactionStatus() != Status.STATUS_NO_TRANSACTION;
  }

  @Override
  protected Object transactionKey() {
    return registry.getTransactionKey();
  }

  @Override
  protected void afterCommitOfApplication(Runnable deed) {
    ApplicationDeeds.add(registry, deed);
  }

  @Override
  protected <T> T attempt(Supplier<T> work) {
    begin();
    T result;
    try {
      result = work.get();
    } catch (RuntimeException | Error e) {
      rollBack(e);
      throw e;
    }
    commit();
    return result;
  }

  private void begin() {
    // Within a transaction, many databases return only the time when it began.
    clock.keepUp();
    try {
      transaction.begin();
    } catch (NotSupportedException | SystemException e) {
      throw new IllegalStateException("The server does not begin a transaction.", e);
    }
  }

  private void commit() {
    try {
      transaction.commit();
    } catch (RollbackException e) {
      throw new TransactionLost(e);
    } catch (Exception e) {
      throw new DatabaseUnavailable(
          "The server does not say whether the database has committed.", e);
    }
  }

  private void rollBack(Throwable reason) {
    try {
      if (inTransaction()) {
        transaction.rollback();
      }
    } catch (Exception e) {
      reason.addSuppressed(e);
    }
  }
}
