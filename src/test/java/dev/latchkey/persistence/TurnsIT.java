package dev.latchkey.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who has waited for a turn sees what was done meanwhile, and does nothing before. */
@ExtendWith(OnPostgresql.class)
class TurnsIT {

  private final TestDatabase first = new TestDatabase();
  private final TestDatabase second = first.secondNode();

  @AfterEach
  void close() {
    second.close();
    first.close();
  }

  @Test
  void turn_waitedFor_seesWhatWasCommittedMeanwhile() throws Exception {
    CountDownLatch taken = new CountDownLatch(1);
    CompletableFuture<Void> before =
        CompletableFuture.runAsync(
            () ->
                first.transaction(
                    () -> {
                      first.takeTurns("x");
                      first
                          .entities()
                          .createNativeQuery(
                              "INSERT INTO job_lease (name, held_until) VALUES ('x', 0)")
                          .executeUpdate();
                      taken.countDown();
                      awaitSomeoneWaiting();
                    }));
    taken.await();
    List<Integer> seen = new CopyOnWriteArrayList<>();

    second.transaction(
        () -> {
          jobs();
          second.takeTurns("x");
          seen.add(jobs());
        });

    before.get(1, TimeUnit.MINUTES);
    assertEquals(List.of(1), seen);
    assertEquals(second.isSerializable() ? 2 : 1, second.attempts());
  }

  private int jobs() {
    return second
        .entities()
        .createNativeQuery("SELECT name FROM job_lease WHERE name = 'x'")
        .getResultList()
        .size();
  }

  private void awaitSomeoneWaiting() {
    while (!isSomeoneWaiting()) {
      Thread.onSpinWait();
    }
  }

  private boolean isSomeoneWaiting() {
    return first.read(
        connection -> {
          try (Statement s = connection.createStatement();
              ResultSet r =
                  s.executeQuery(
                      "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")) {
            return r.next();
          }
        });
  }
}
