package dev.latchkey.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.metrics.Counters;
import dev.latchkey.persistence.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CleanUpTest {

  private final TestDatabase database = new TestDatabase();
  private final Counters counters = new Counters();
  private final CleanUp cleanUp = new CleanUp(database, counters);
  private final Instant past = database.now();
  private final Instant future = database.now().plus(Duration.ofMillis(1));

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void table_withExpiry_isCleanedByAnIndex() {
    List<String> expiring =
        column(
            "SELECT table_name FROM information_schema.columns WHERE lower(column_name) = 'expires_at'");
    assertEquals(
        new TreeSet<>(expiring),
        ExpiringRows.ALL.stream()
            .map(ExpiringRows::table)
            .collect(Collectors.toCollection(TreeSet::new)));
    for (ExpiringRows rows : ExpiringRows.ALL) {
      List<String> indexed = column(firstOfEachIndex() + " = '" + rows.table() + "'");
      assertTrue(indexed.contains(rows.end()) && indexed.contains(rows.key()), rows.toString());
    }
  }

  @Test
  void rows_expired_areDeleted_andOthersStay() {
    session("owner", future, null);
    for (Instant end : List.of(past, future)) {
      String name = end.equals(past) ? "past" : "future";
      long id = end.equals(past) ? 1 : 2;
      session("idle-" + name, future, end);
      session("absolute-" + name, end, null);
      refreshToken(name, "owner", end);
      insert("rate_counter (bucket, hits, expires_at) VALUES (?1, 3, ?2)", name, millis(end));
      insert(
          "outbound_mail (id, content, attempts, next_attempt, expires_at) VALUES (?1, 'x', 0, 0, ?2)",
          id,
          millis(end));
      insert(
          "audit_event (id, happened_at, type, expires_at) VALUES (?1, 0, 'logged_in', ?2)",
          id,
          millis(end));
      signingKey(name, millis(end));
    }
    signingKey("without end", "NULL");

    cleanUp.run();

    assertEquals(
        List.of("absolute-future", "idle-future", "owner"),
        column("SELECT token_hash FROM session ORDER BY token_hash"));
    assertEquals(List.of("future"), column("SELECT jti FROM refresh_token"));
    assertEquals(List.of("future"), column("SELECT bucket FROM rate_counter"));
    assertEquals(List.of("2"), column("SELECT id FROM outbound_mail"));
    assertEquals(List.of("2"), column("SELECT id FROM audit_event"));
    assertEquals(
        List.of("future", "without end"), column("SELECT kid FROM signing_key ORDER BY kid"));
  }

  @Test
  void tokens_ofAnExpiredSession_areDeletedWithIt() {
    session("s", past, null);
    refreshToken("r", "s", future);
    cleanUp.run();
    assertEquals(List.of(), column("SELECT jti FROM refresh_token"));
  }

  @Test
  void rows_many_areDeletedInBatchesWithACommitEach() {
    counters(1200);
    assertTrue(cleanUp.run());
    assertEquals(700, column("SELECT bucket FROM rate_counter").size());
    assertTrue(cleanUp.run());
    assertFalse(cleanUp.run());
    assertEquals(0, column("SELECT bucket FROM rate_counter").size());
    assertEquals(1200, counters.removed().value("rate_counter"));
  }

  @Test
  void nodes_several_cleanUpOneAtATime() {
    assertFalse(cleanUp.run());
    counters(1);
    CleanUp another = new CleanUp(database, counters);
    another.run();
    assertEquals(1, column("SELECT bucket FROM rate_counter").size());
    database.clock().advance(Duration.ofMinutes(2));
    another.run();
    assertEquals(0, column("SELECT bucket FROM rate_counter").size());
  }

  private void counters(int count) {
    database.transaction(
        () ->
            IntStream.range(0, count)
                .forEach(
                    i ->
                        insert(
                            "rate_counter (bucket, hits, expires_at) VALUES (?1, 1, ?2)",
                            "b" + i,
                            millis(past))));
  }

  private void session(String name, Instant expires, Instant idleUntil) {
    insert(
        "session (id, token_hash, state, created, last_seen, idle_until, expires_at) VALUES (?1, ?2, '{}', 0, 0, "
            + (idleUntil == null ? "NULL" : millis(idleUntil))
            + ", ?3)",
        id(name),
        name,
        millis(expires));
  }

  private void refreshToken(String jti, String session, Instant expires) {
    insert(
        "refresh_token (jti, session_id, issued_at, expires_at) VALUES (?1, ?2, 0, ?3)",
        jti,
        id(session),
        millis(expires));
  }

  private void signingKey(String kid, Object end) {
    insert(
        "signing_key (kid, algorithm, state, private_key, public_jwk, created, expires_at)"
            + " VALUES (?1, 'RS256', 'retired', 'x', '{}', 0, "
            + end
            + ")",
        kid);
  }

  private static long id(String name) {
    return name.hashCode();
  }

  private String firstOfEachIndex() {
    return database.isPostgresql()
        ? "SELECT a.attname FROM pg_index i JOIN pg_attribute a"
            + " ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]"
            + " WHERE CAST(CAST(i.indrelid AS regclass) AS text)"
        : "SELECT column_name FROM information_schema.index_columns"
            + " WHERE ordinal_position = 1 AND lower(table_name)";
  }

  private static long millis(Instant instant) {
    return instant.toEpochMilli();
  }

  private void insert(String statement, Object... values) {
    database.transaction(
        () -> {
          var query = database.entities().createNativeQuery("INSERT INTO " + statement);
          for (int i = 0; i < values.length; i++) {
            query.setParameter(i + 1, values[i]);
          }
          query.executeUpdate();
        });
  }

  private List<String> column(String statement) {
    List<?> rows = database.entities().createNativeQuery(statement).getResultList();
    return rows.stream().map(row -> row.toString().toLowerCase(Locale.ROOT)).toList();
  }
}
