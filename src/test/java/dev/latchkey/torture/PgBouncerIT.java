package dev.latchkey.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.Postgres;
import dev.latchkey.it.support.ServerProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Two nodes whose connections go through a PgBouncer that lends them for one transaction at a time.
 * Needs the program of {@link PgBouncer}.
 */
@Tag("cluster")
class PgBouncerIT {

  @RegisterExtension static final Cluster CLUSTER = Cluster.pooled();

  @Test
  void concurrentRefreshes_throughThePooler_getTheSameSuccessorAndOneLineage() {
    new RefreshStorm(CLUSTER, Set.of(200))
        .blowUnharmed(
            Effort.of(10, 200), "one refresh token, through PgBouncer with pool_mode=transaction")
        .write();
  }

  /** Sign-ups, refreshes, logins, changed passwords and logouts, eight people at a time. */
  @Test
  void allDeeds_throughThePooler_areKept() throws InterruptedException {
    Storm storm = new Storm(CLUSTER.nodes(), 8);
    try (storm) {
      TimeUnit.MILLISECONDS.sleep(
          Effort.of(Duration.ofSeconds(15), Duration.ofMinutes(2)).toMillis());
    }
    storm.check();
    List<Storm.Request> unanswered =
        storm.requests().stream().filter(Storm.Request::isUnanswered).toList();
    assertEquals(List.of(), unanswered);
  }

  @Test
  void start_withoutLockTimeout_warns() {
    assertTrue(CLUSTER.first().log().contains("ALTER ROLE"), CLUSTER.first()::log);
  }

  @Test
  void start_withNamedStatements_failsAndNamesTheSetting() {
    try (Postgres postgres = new Postgres();
        PgBouncer pooler = new PgBouncer(postgres.port())) {
      postgres.create("named");
      String log =
          ServerProcess.failToStart(
              Map.of(
                  "SECRET_KEY", "u5Hn8QeXt3WzKc7LrVb2JmYp9DgSf4Ax-torture",
                  "LATCHKEY_TEST_DB_SHARED", "true",
                  "LATCHKEY_TEST_DB", pooler.urlWithNamedStatements("named")));
      assertTrue(log.contains("Add prepareThreshold=0 to the database's address (DB_URL)"), log);
    }
  }
}
