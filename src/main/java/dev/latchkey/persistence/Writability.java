package dev.latchkey.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Whether a connection can write. After a failover, a pool may hold connections to the former
 * primary, which is a replica now: they read well and fail at every change.
 */
final class Writability {

  /** Changes no row; a database that can only be read rejects it all the same. */
  private static final String PROBE = "UPDATE database_clock SET id = 1 WHERE id = 0";

  private Writability() {}

  /**
   * @throws SQLException with SQLSTATE 25006 if the database can only be read
   */
  static void check(Connection connection) throws SQLException {
    try (Statement probe = connection.createStatement()) {
      probe.executeUpdate(PROBE);
    }
  }

  /** Uses a connection, and closes it for good if it can only read. */
  static <T> T watched(Connection connection, Database.Reading<T> use) throws SQLException {
    try {
      return use.by(connection);
    } catch (SQLException e) {
      if (Failures.isReadOnly(e)) {
        discard(connection, e);
      }
      throw e;
    }
  }

  /** A pool notices that the connection is closed, and makes another. */
  private static void discard(Connection connection, SQLException reason) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }
}
