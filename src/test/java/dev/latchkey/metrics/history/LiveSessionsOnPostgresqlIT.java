package dev.latchkey.metrics.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.persistence.OnPostgresql;
import dev.latchkey.persistence.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A table that is large for the sample: 20,000 sessions, half of them live. */
@ExtendWith(OnPostgresql.class)
class LiveSessionsOnPostgresqlIT {

  private static final int LIVE = 10_000;
  private static final int SAMPLED = 100;

  private final TestDatabase database = new TestDatabase();

  @AfterEach
  void close() {
    database.close();
  }

  private void addSessions() {
    long now = database.now().toEpochMilli();
    database.transaction(
        () -> {
          database
              .entities()
              .createNativeQuery(
                  "INSERT INTO account (id, active, created, token_epoch) VALUES (1, TRUE, 0, 0)")
              .executeUpdate();
          database
              .entities()
              .createNativeQuery(
                  "INSERT INTO session (id, token_hash, account_id, state, created, last_seen,"
                      + " idle_until, expires_at) SELECT n, MD5(CAST(n AS VARCHAR)),"
                      + " CASE WHEN MOD(n, 8) = 0 THEN NULL ELSE 1 END, REPEAT('x', 300), 0, 0,"
                      + " CASE WHEN MOD(n, 8) = 1 THEN CAST(?1 AS BIGINT) END,"
                      + " CAST(?2 AS BIGINT) + CASE WHEN MOD(n, 8) < 6 THEN 1000 ELSE 0 END"
                      + " FROM generate_series(1, 20000) AS n")
              .setParameter(1, now)
              .setParameter(2, now)
              .executeUpdate();
        });
  }

  private long count(LiveSessions sessions) {
    return database.<Long>transaction(sessions::count);
  }

  @Test
  void sessions_fewerThanASample_areCounted() {
    addSessions();
    assertEquals(LIVE, count(new LiveSessions(database)));
    database.clock().advance(Duration.ofSeconds(1));
    assertEquals(0, count(new LiveSessions(database)));
  }

  @Test
  void sessions_ofALargeTable_areEstimated_hardlyChangingFromCallToCall() {
    addSessions();
    LiveSessions sampled = new LiveSessions(database, SAMPLED);
    long estimate = count(sampled);
    assertNotEquals(LIVE, estimate);
    assertTrue(Math.abs(estimate - LIVE) < LIVE * 0.4, () -> "about " + estimate); // 4 sigma
    assertEquals(estimate, count(sampled));
    database.clock().advance(Duration.ofSeconds(1));
    assertEquals(0, count(sampled));
  }
}
