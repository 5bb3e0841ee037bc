package dev.latchkey.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.Postgres;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A PostgreSQL, reached directly or as through a pooler. */
class PoolingTest {

  private static final String UNNAMED = "&prepareThreshold=0";

  private static Postgres postgres;
  private final List<Connection> opened = new ArrayList<>();

  @BeforeAll
  static void start() {
    postgres = new Postgres();
    postgres.create("pooled");
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @AfterEach
  void closeAll() throws SQLException {
    for (Connection connection : opened) {
      connection.close();
    }
  }

  @Test
  void pooling_ofConnectionsOfTheDatabase_isNone() throws SQLException {
    assertEquals(Pooling.NONE, Pooling.of(connection(""), connection("")));
  }

  @Test
  void pooling_withNamedStatements_isUnsafe() throws SQLException {
    Connection lent = connection("");
    assertEquals(
        Pooling.BY_TRANSACTION_WITH_NAMED_STATEMENTS,
        Pooling.of(pooled(List.of(lent)), pooled(List.of(lent))));
  }

  @Test
  void pooling_withoutNamedStatements_isByTransaction() throws SQLException {
    Connection lent = connection(UNNAMED);
    assertEquals(Pooling.BY_TRANSACTION, Pooling.of(pooled(List.of(lent)), pooled(List.of(lent))));
  }

  @Test
  void pooling_withConnectionsThatTakeTurns_isByTransaction() throws SQLException {
    List<Connection> lent = List.of(connection(UNNAMED), connection(UNNAMED));
    Iterator<Connection> turns = List.of(0, 1, 0, 1, 0, 1, 0, 1).stream().map(lent::get).iterator();
    Connection one = pooled(turns, lent.get(0));
    Connection another = pooled(turns, lent.get(0));
    assertEquals(Pooling.BY_TRANSACTION, Pooling.of(one, another));
  }

  @Test
  void pooling_leavesConnectionsAsTheyWere() throws SQLException {
    Connection lent = connection(UNNAMED);
    Pooling.of(pooled(List.of(lent)), pooled(List.of(lent)));
    assertTrue(lent.getAutoCommit());
  }

  private Connection connection(String options) throws SQLException {
    Connection connection = DriverManager.getConnection(postgres.url("pooled") + options);
    opened.add(connection);
    return connection;
  }

  /** A client's connection to a pooler, which lends it the first of these all the time. */
  private static Connection pooled(List<Connection> lent) {
    return pooled(List.<Connection>of().iterator(), lent.get(0));
  }

  /** … which lends it the next of these for each statement, and at last always the same. */
  private static Connection pooled(Iterator<Connection> next, Connection last) {
    return (Connection)
        Proxy.newProxyInstance(
            PoolingTest.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              boolean isStatement = method.getName().equals("createStatement");
              try {
                return method.invoke(isStatement && next.hasNext() ? next.next() : last, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
