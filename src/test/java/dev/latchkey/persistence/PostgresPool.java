package dev.latchkey.persistence;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.postgresql.ds.PGSimpleDataSource;

/** A pool that, like those of servers, does not hand out connections that are closed. */
final class PostgresPool extends PGSimpleDataSource {

  private static final long serialVersionUID = 1;

  private static volatile List<String> recording;

  private final transient Deque<Connection> idle = new ConcurrentLinkedDeque<>();

  /** The texts of the statements that the connections of all pools prepare during an action. */
  static List<String> recorded(Supplier<?> action) {
    List<String> statements = Collections.synchronizedList(new ArrayList<>());
    recording = statements;
    try {
      action.get();
    } finally {
      recording = null;
    }
    return statements;
  }

  @Override
  public Connection getConnection() throws SQLException {
    for (Connection next = idle.poll(); next != null; next = idle.poll()) {
      if (!next.isClosed()) {
        return lent(next);
      }
    }
    return lent(super.getConnection());
  }

  /** Given back once, however often it is closed: else two borrowers would share it. */
  private Connection lent(Connection real) {
    AtomicBoolean returned = new AtomicBoolean();
    return (Connection)
        Proxy.newProxyInstance(
            PostgresPool.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                if (!returned.getAndSet(true)) {
                  giveBack(real);
                }
                return null;
              }
              if (method.getName().equals("isClosed") && returned.get()) {
                return true;
              }
              List<String> statements = recording;
              if (statements != null && method.getName().startsWith("prepare")) {
                statements.add((String) arguments[0]);
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private void giveBack(Connection real) throws SQLException {
    if (!real.isClosed()) {
      if (!real.getAutoCommit()) {
        real.rollback();
        real.setAutoCommit(true);
      }
      idle.push(real);
    }
  }
}
