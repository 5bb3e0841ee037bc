package dev.latchkey.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What was not committed when its connection was lost is done again, and nothing else. */
@ExtendWith(OnPostgresql.class)
class LostConnectionIT {

  private static final String END_MINE = "SELECT pg_terminate_backend(pg_backend_pid())";
  private static final String ADD_JOB = "INSERT INTO job_lease (name, held_until) VALUES ('x', 0)";

  private final TestDatabase database = new TestDatabase();
  private final AtomicInteger done = new AtomicInteger();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void transaction_losingItsConnection_isRepeatedAsAWhole() {
    database.transaction(
        () -> {
          execute(ADD_JOB);
          if (done.incrementAndGet() < 3) {
            database.entities().createNativeQuery(END_MINE).getSingleResult();
          }
        });

    assertEquals(3, done.get());
    assertEquals(1, jobs());
  }

  @Test
  void read_losingItsConnection_isRepeated() {
    String found =
        database.read(
            connection -> {
              if (done.incrementAndGet() < 3) {
                execute(connection, END_MINE);
              }
              try (Statement s = connection.createStatement();
                  ResultSet r = s.executeQuery("SELECT 'found'")) {
                r.next();
                return r.getString(1);
              }
            });

    assertEquals("found", found);
    assertEquals(3, done.get());
  }

  @Test
  void statementOfItsOwn_losingItsConnection_mayHaveBeenCommittedAndIsNotRepeated() {
    assertThrows(
        DatabaseUnavailable.class,
        () ->
            database.autoCommit(
                connection -> {
                  done.incrementAndGet();
                  execute(connection, ADD_JOB);
                  execute(connection, END_MINE);
                  return null;
                }));

    assertEquals(1, done.get());
    assertEquals(1, jobs());
  }

  private int jobs() {
    return database
        .entities()
        .createNativeQuery("SELECT name FROM job_lease WHERE name = 'x'")
        .getResultList()
        .size();
  }

  private void execute(String sql) {
    database.entities().createNativeQuery(sql).executeUpdate();
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement s = connection.createStatement()) {
      s.execute(sql);
    }
  }
}
