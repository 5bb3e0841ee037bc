package dev.latchkey.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.Answer;
import dev.latchkey.it.support.Tokens;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Transactions that the database gives up for another's sake are run again, and the client hears
 * nothing of it.
 */
@Tag("torture")
class ConflictsIT {

  private static final String ID =
      "(SELECT s.id FROM session s JOIN email_address e ON e.account_id = s.account_id WHERE e.email = ?)";

  @RegisterExtension static final Cluster CLUSTER = Cluster.forgiving();

  @Test
  void deadlocks_areRetriedInTheServer() throws Exception {
    int rounds = Effort.of(2, 30);
    long before = deadlocks();
    Person person = new Person();
    person.signUp(CLUSTER.first()).expect(200);
    for (int i = 0; i < rounds; i++) {
      deadlock(person, CLUSTER.nodes().get(i % 2)).expect(200);
      person.me(CLUSTER.first()).expect(200);
    }
    long deadlocks = deadlocks() - before;
    assertTrue(deadlocks >= rounds, () -> deadlocks + " deadlocks");
    Figures.of("deadlocks")
        .with("rounds", rounds)
        .with("deadlocks", deadlocks)
        .with("failed requests", 0)
        .write();
  }

  /**
   * Another transaction locks the token's row and then the session's; a refresh locks them in the
   * opposite order.
   */
  private static Answer deadlock(Person person, Node node) throws Exception {
    String jti = Tokens.claim(person.refreshToken(), "jti").replace("\"", "");
    try (Connection other = CLUSTER.postgres().connect(CLUSTER.database());
        Crowd one = new Crowd(1)) {
      other.setAutoCommit(false);
      execute(other, "UPDATE refresh_token SET parent_jti = parent_jti WHERE jti = ?", jti);
      Future<Answer> refresh = one.one(n -> person.refresh(node));
      awaitLockWait();
      try {
        execute(other, "UPDATE session SET last_seen = last_seen WHERE id = " + ID, person.email());
        other.commit();
      } catch (SQLException victim) {
        assertEquals("40P01", victim.getSQLState());
        other.rollback();
      }
      return refresh.get(1, TimeUnit.MINUTES);
    }
  }

  @Test
  void serializationFailures_areRetriedInTheServer() throws Exception {
    int rounds = Effort.of(5, 100);
    List<Person> people = Stream.generate(Person::new).limit(8).toList();
    people.forEach(p -> p.signUp(CLUSTER.first()).expect(200));
    long before = rollbacks();
    isolate("SET default_transaction_isolation = 'serializable'");
    try (Crowd crowd = new Crowd(people.size())) {
      for (int i = 0; i < rounds; i++) {
        int round = i;
        crowd
            .all(n -> people.get(n).refresh(CLUSTER.nodes().get((n + round) % 2)))
            .forEach(a -> a.expect(200));
        Person shared = people.get(round % people.size());
        String token = shared.refreshToken();
        crowd
            .all(n -> shared.refresh(CLUSTER.nodes().get(n % 2), token))
            .forEach(a -> a.expect(200));
        shared.refresh(CLUSTER.first()).expect(200);
        Thread.sleep(Effort.FULL ? 5_000 : 0); // the limit is 120 refreshes a minute
      }
    } finally {
      isolate("RESET default_transaction_isolation");
    }
    long rollbacks = rollbacks() - before;
    assertTrue(rollbacks > 0, "nothing was rolled back");
    Figures.of("serialization failures")
        .with("threads", people.size())
        .with("rounds", rounds)
        .with("transactions rolled back", rollbacks)
        .with("failed requests", 0)
        .write();
  }

  /** Holds for connections that are made from now on, and there are no others. */
  private static void isolate(String setting) throws Exception {
    CLUSTER.postgres().execute("postgres", "ALTER DATABASE " + CLUSTER.database() + " " + setting);
    CLUSTER.link().hangUp();
    Thread.sleep(1_500); // then the pools have connections looked at before they are used
  }

  private static void awaitLockWait() throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (System.nanoTime() < deadline) {
      if (CLUSTER.number("SELECT count(*) FROM pg_locks WHERE NOT granted") > 0) {
        return;
      }
      Thread.sleep(5);
    }
    throw new AssertionError("no transaction waits for a lock");
  }

  private static void execute(Connection connection, String sql, String parameter)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, parameter);
      assertEquals(1, statement.executeUpdate());
    }
  }

  private static long deadlocks() {
    return CLUSTER.number(
        "SELECT deadlocks FROM pg_stat_database WHERE datname = ?", CLUSTER.database());
  }

  private static long rollbacks() {
    return CLUSTER.number(
        "SELECT xact_rollback FROM pg_stat_database WHERE datname = ?", CLUSTER.database());
  }
}
