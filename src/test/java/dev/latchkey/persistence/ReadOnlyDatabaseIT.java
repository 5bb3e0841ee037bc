package dev.latchkey.persistence;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A pool after a failover: some of its connections lead to a server that can only read. */
@ExtendWith(OnPostgresql.class)
class ReadOnlyDatabaseIT {

  private static final int CONNECTIONS = 5;

  private final TestDatabase database = new TestDatabase();

  @BeforeEach
  void failOver() throws SQLException {
    List<Connection> all = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      Connection connection = database.connect();
      all.add(connection);
      try (Statement s = connection.createStatement()) {
        s.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY");
      }
    }
    for (Connection connection : all) {
      connection.close();
    }
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void inspection_ofADatabaseThatCanOnlyRead_fails() {
    assertThrows(DatabaseUnavailable.class, database::inspect);
  }

  @Test
  void inspections_discardTheConnectionsThatCanOnlyRead() {
    assertThrows(DatabaseUnavailable.class, database::inspect);
    int failed = 1;
    while (failed <= CONNECTIONS && !isUsable()) {
      failed++;
    }
    assertTrue(failed <= CONNECTIONS);
    for (int i = 0; i < CONNECTIONS; i++) {
      database.inspect();
    }
    database.transaction(() -> change(database));
  }

  @Test
  void transactionThatCouldNotWrite_discardsAllConnectionsThatCanOnlyRead() {
    assertThrows(DatabaseUnavailable.class, () -> database.transaction(() -> change(database)));

    for (int i = 0; i < CONNECTIONS; i++) {
      database.transaction(() -> change(database));
    }
    database.inspect();
  }

  private boolean isUsable() {
    try {
      database.inspect();
      return true;
    } catch (DatabaseUnavailable e) {
      return false;
    }
  }

  private static void change(TestDatabase database) {
    database.takeTurns();
  }
}
