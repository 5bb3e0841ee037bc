package dev.latchkey.bench;

import jakarta.persistence.EntityManager;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * One connection under the product's own statements, without a server. It has no transactions and
 * no entities. Used by one thread.
 */
final class DirectDatabase extends dev.latchkey.persistence.Database {

  private final Connection lent;

  DirectDatabase(Connection connection) {
    this.lent =
        (Connection)
            Proxy.newProxyInstance(
                DirectDatabase.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("close")) {
                    return null; // it goes back to the thread
                  }
                  try {
                    return method.invoke(connection, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
  }

  @Override
  public EntityManager entities() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public int migrate() {
    throw new UnsupportedOperationException();
  }

  @Override
  protected Connection connect() {
    return lent;
  }

  @Override
  protected boolean inTransaction() {
    return false;
  }

  @Override
  protected Object transactionKey() {
    throw new UnsupportedOperationException();
  }

  @Override
  protected void afterCommitOfApplication(Runnable deed) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected <T> T attempt(Supplier<T> work) {
    throw new UnsupportedOperationException();
  }
}
