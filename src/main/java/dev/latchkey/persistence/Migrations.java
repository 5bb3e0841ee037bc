package dev.latchkey.persistence;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Migrates the schema to this release; nodes that start together take turns. */
public final class Migrations {

  /** Not Flyway's default, where applications that are merged into the WAR keep their own. */
  private static final String LOCATION = "classpath:dev/latchkey/persistence/migrations";

  private static final int ATTEMPTS = 4;
  private static final long PAUSE_MILLIS = 500;

  private final DataSource dataSource;
  private final String[] locations;

  public Migrations(DataSource dataSource) {
    this(dataSource, LOCATION);
  }

  /** With other migrations than this release's. */
  Migrations(DataSource dataSource, String... locations) {
    this.dataSource = dataSource;
    this.locations = locations;
  }

  /**
   * Runs the pending migrations.
   *
   * @return their number
   */
  public int run() {
    FlywayException failure = null;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        return flyway().migrate().migrationsExecuted;
      } catch (FlywayException e) {
        // Flyway locks migrations, but not the creation of its history table: another node may be
        // creating it. Then it exists soon.
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
        .callbackLocations(LOCATION)
        .table("latchkey_schema_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .callbacks(new MigrationTimeout())
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
