package dev.latchkey.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/**
 * What a pooler between this node and PostgreSQL, such as PgBouncer, makes of the node's
 * connections.
 */
public enum Pooling {
  /** Each connection of the node is one of the database: there is no pooler, or one by session. */
  NONE,

  /**
   * Each transaction may get another connection of the database ({@code pool_mode=transaction}).
   * Nothing may rely on what an earlier transaction left in the connection.
   */
  BY_TRANSACTION,

  /**
   * As {@link #BY_TRANSACTION}, and the driver gives its prepared statements names that the pooler
   * does not translate, so a statement may be executed in place of another client's.
   */
  BY_TRANSACTION_WITH_NAMED_STATEMENTS;

  /**
   * PostgreSQL's driver names a statement when it has executed it five times, unless told not to.
   */
  private static final int EXECUTIONS = 64;

  /**
   * What a statement fails with whose name means another statement, or none (SQLSTATE): duplicate,
   * unknown, and with other parameters.
   */
  private static final Set<String> MIXED_UP = Set.of("42P05", "26000", "08P01");

  /** Opens connections to the same database. */
  @FunctionalInterface
  interface Pool {
    Connection connect() throws SQLException;
  }

  /**
   * As {@link #of}, with a second connection of the pool; {@link #NONE} if it has only one.
   *
   * @throws SQLException if the database does not respond
   */
  static Pooling beside(Connection one, Pool pool) throws SQLException {
    Connection another;
    try {
      another = pool.connect();
    } catch (SQLException poolOfOneConnection) {
      return NONE;
    }
    try (another) {
      return of(one, another);
    }
  }

  /**
   * Finds out by a few statements on two connections of PostgreSQL, both in auto-commit mode.
   *
   * @throws SQLException if the database does not respond
   */
  static Pooling of(Connection one, Connection another) throws SQLException {
    if (!isByTransaction(one, another)) {
      return NONE;
    }
    return namesStatements(one) ? BY_TRANSACTION_WITH_NAMED_STATEMENTS : BY_TRANSACTION;
  }

  /**
   * Whether PostgreSQL ends a statement that has waited long for a row that another transaction has
   * locked ({@code lock_timeout}).
   *
   * @throws SQLException if the database does not respond
   */
  public static boolean limitsWaitsForLocks(Connection connection) throws SQLException {
    try (Statement s = connection.createStatement();
        ResultSet r =
            s.executeQuery("SELECT setting <> '0' FROM pg_settings WHERE name = 'lock_timeout'")) {
      return r.next() && r.getBoolean(1);
    }
  }

  /**
   * Without a pooler, each connection has one server process, and another than the other. The order
   * is for poolers that lend the connection that was returned last, and for those that take turns.
   */
  private static boolean isByTransaction(Connection one, Connection another) throws SQLException {
    Set<Long> ofOne = new HashSet<>();
    Set<Long> ofAnother = new HashSet<>();
    for (int i = 0; i < 2; i++) {
      ofOne.add(serverProcess(one));
      ofAnother.add(serverProcess(another));
      ofAnother.add(serverProcess(another));
      ofOne.add(serverProcess(one));
    }
    return ofOne.size() > 1 || ofAnother.size() > 1 || ofOne.equals(ofAnother);
  }

  private static long serverProcess(Connection connection) throws SQLException {
    try (Statement s = connection.createStatement();
        ResultSet r = s.executeQuery("SELECT pg_backend_pid()")) {
      r.next();
      return r.getLong(1);
    }
  }

  /** Looks in one transaction, which has one connection of the database from begin to end. */
  private static boolean namesStatements(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try {
      String probe = "SELECT 'latchkey " + System.nanoTime() + "'";
      try (PreparedStatement s = connection.prepareStatement(probe)) {
        for (int i = 0; i < EXECUTIONS; i++) {
          s.executeQuery().close();
        }
      }
      return hasName(connection, probe);
    } catch (SQLException e) {
      if (MIXED_UP.contains(String.valueOf(e.getSQLState()))) {
        return true;
      }
      throw e;
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  /**
   * Whether it has the name that the driver gave it; a pooler that translates names gives others.
   */
  private static boolean hasName(Connection connection, String statement) throws SQLException {
    try (PreparedStatement s =
        connection.prepareStatement(
            "SELECT count(*) FROM pg_prepared_statements WHERE statement = ? AND name LIKE 'S\\_%'")) {
      s.setString(1, statement);
      try (ResultSet r = s.executeQuery()) {
        r.next();
        return r.getLong(1) > 0;
      }
    }
  }
}
