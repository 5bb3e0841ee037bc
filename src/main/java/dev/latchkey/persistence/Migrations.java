package dev.latchkey.persistence;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the schema to what this release needs; nodes that start together take turns. */
public final class Migrations {

  private final DataSource dataSource;
  private final String[] locations;

  public Migrations(DataSource dataSource) {
    this(dataSource, "classpath:db/migration");
  }

  /** With other migrations than this release's. */
  Migrations(DataSource dataSource, String... locations) {
    this.dataSource = dataSource;
    this.locations = locations;
  }

  /**
   * Runs the migrations that the database has not seen yet.
   *
   * @return how many that were
   */
  public int run() {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(dataSource)
        .locations(locations)
        .table("latchkey_schema_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .callbacks(new Patience())
        .load()
        .migrate()
        .migrationsExecuted;
  }
}
