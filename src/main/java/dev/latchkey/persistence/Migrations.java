package dev.latchkey.persistence;

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
}
