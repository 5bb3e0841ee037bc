package dev.latchkey.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Derby, which comes with GlassFish, takes the schema as it is. */
class DerbyTest {

  private final DataSource derby = MemoryDatabase.derby("schema");

  @Test
  void schema_isCreatedOnce() throws Exception {
    assertEquals(6, new Migrations(derby).run());
    assertEquals(0, new Migrations(derby).run());

    Instant time = DatabaseFacts.of(derby).time();
    assertTrue(
        Duration.between(time, Instant.now()).abs().compareTo(Duration.ofMinutes(1)) < 0,
        time::toString);
    try (Connection c = derby.getConnection();
        ResultSet tables = c.getMetaData().getTables(null, null, "REFRESH_TOKEN", null)) {
      assertTrue(tables.next());
    }
  }
}
