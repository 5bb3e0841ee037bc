package dev.latchkey.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the schema to what this release needs; nodes that start together take turns. */
public final class Migrations {

  private final DataSource dataSource;

  public Migrations(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Runs the migrations that the database has not seen yet.
   *
   * @return how many that were
   */
  public int run() {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(dataSource)
        .locations("classpath:db/migration")
        .table("latchkey_schema_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate()
        .migrationsExecuted;
  }

  /** What time the database has. */
  static Instant time(DataSource dataSource) {
    try (Connection c = dataSource.getConnection();
        PreparedStatement s = c.prepareStatement("SELECT CURRENT_TIMESTAMP FROM database_clock");
        ResultSet r = s.executeQuery()) {
      r.next();
      return r.getTimestamp(1).toInstant();
    } catch (SQLException e) {
      throw new DatabaseUnavailable("The database does not tell the time.", e);
    }
  }
}
