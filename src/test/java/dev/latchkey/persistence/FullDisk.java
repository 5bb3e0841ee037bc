package dev.latchkey.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.h2.api.Trigger;

/**
 * A table that cannot grow because the database's disk is full: each insertion and update fails, as
 * PostgreSQL lets it fail. Reads and other tables work. Close it to have space again. On H2 and
 * PostgreSQL.
 */
public final class FullDisk implements AutoCloseable, Trigger {

  private static final String STATE = "53100";

  private final TestDatabase database;
  private final String table;

  /** For H2, which fires this trigger. */
  public FullDisk() {
    this(null, "");
  }

  private FullDisk(TestDatabase database, String table) {
    this.database = database;
    this.table = table;
  }

  /** Rows of this table can neither be added nor changed. */
  public static FullDisk under(TestDatabase database, String table) {
    return forEach(database, table, List.of("INSERT", "UPDATE"));
  }

  /** Rows of this table cannot be changed. */
  public static FullDisk underUpdatesOf(TestDatabase database, String table) {
    return forEach(database, table, List.of("UPDATE"));
  }

  private static FullDisk forEach(TestDatabase database, String table, List<String> changes) {
    FullDisk disk = new FullDisk(database, table);
    if (database.isPostgresql()) {
      disk.execute(
          "CREATE OR REPLACE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS"
              + " 'BEGIN RAISE EXCEPTION ''No space left on device'' USING ERRCODE = ''"
              + STATE
              + "''; END'");
    }
    disk.execute(
        "CREATE TRIGGER full_disk BEFORE "
            + String.join(database.isPostgresql() ? " OR " : ", ", changes)
            + " ON "
            + table
            + " FOR EACH ROW "
            + (database.isPostgresql()
                ? "EXECUTE FUNCTION full_disk()"
                : "CALL '" + FullDisk.class.getName() + "'"));
    return disk;
  }

  private void execute(String sql) {
    database.autoCommit(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
          }
        });
  }

  @Override
  public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
    throw new SQLException("No space left on device", STATE);
  }

  @Override
  public void close() {
    if (database != null) {
      execute("DROP TRIGGER full_disk" + (database.isPostgresql() ? " ON " + table : ""));
    }
  }
}
