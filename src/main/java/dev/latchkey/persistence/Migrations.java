package dev.latchkey.persistence;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the schema to what this release needs; nodes that start together take turns. */
public final class Migrations {

  private static final int ATTEMPTS = 4;
  private static final long PAUSE_MILLIS = 500;

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
    FlywayException failure = null;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        return flyway().migrate().migrationsExecuted;
      } catch (FlywayException e) {
        // Flyway takes turns over migrations, but not over the table in which it notes them:
        // another node may have
        // been about to make it. Then it will be there soon.
        failure = failure == null ? e : failure;
        pause(failure);
      }
    }
    throw failure;
  }

  private Flyway flyway() {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(dataSource)
        .locations(locations)
        .table("latchkey_schema_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .callbacks(new Patience())
        .load();
  }

  private static void pause(FlywayException reason) {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw reason;
    }
  }
}
