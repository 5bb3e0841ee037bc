package dev.latchkey.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.latchkey.it.support.Postgres;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A migration may take longer than a request may. */
@Tag("torture")
class SlowMigrationIT {

  @Test
  void migration_longerThanTheSocketTimeout_completes() throws SQLException {
    try (Postgres postgres = new Postgres()) {
      PGSimpleDataSource impatient = new PGSimpleDataSource();
      impatient.setUrl(postgres.url("postgres"));
      impatient.setSocketTimeout(1);
      try (Connection connection = impatient.getConnection()) {
        assertThrows(
            SQLException.class, () -> connection.createStatement().execute("SELECT pg_sleep(3)"));
      }
      Migrations slow = new Migrations(impatient, "classpath:dev/latchkey/persistence/slow");
      assertEquals(1, slow.run());
      assertEquals(0, slow.run());
    }
  }
}
