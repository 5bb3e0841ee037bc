package dev.latchkey.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.Postgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What the functions in {@code src/main/postgresql/partitions.sql} do. */
class PartitionsIT {

  private static final long DAY = 86_400_000;
  private static final AtomicInteger COUNT = new AtomicInteger();

  private static Postgres postgres;

  private final long now = System.currentTimeMillis();
  private Connection connection;

  @BeforeAll
  static void start() {
    postgres = new Postgres();
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @BeforeEach
  void migrate() throws SQLException {
    String database = "partitions_" + COUNT.incrementAndGet();
    postgres.create(database);
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(postgres.url(database));
    new Migrations(source).run();
    connection = source.getConnection();
    execute(Partitions.functions());
    execute("INSERT INTO account (id, active, created, token_epoch) VALUES (1, true, 0, 0)");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"audit_event", "refresh_token", "session"})
  void table_partitioned_keepsRowsColumnsAndIndexes(String table) throws SQLException {
    session(1, now + 3 * DAY);
    token("a", 1, now + DAY);
    event(1, now + 5 * DAY);
    event(2, now - DAY);
    List<String> rows = texts("SELECT t::text FROM " + table + " t ORDER BY 1");
    List<String> columns = columns(table);
    List<String> indexes = indexes(table);

    partition(table, 7);

    assertEquals(rows, texts("SELECT t::text FROM " + table + " t ORDER BY 1"));
    assertEquals(columns, columns(table));
    assertEquals(indexes, indexes(table));
    assertEquals(List.of(), texts("SELECT 1 FROM " + table + "_default"));
    assertThrows(SQLException.class, () -> partition(table, 7), "a second time");
  }

  @ParameterizedTest
  @CsvSource({"session,refresh_token", "refresh_token,session", "session,", "refresh_token,"})
  void tokens_endWithTheirSession_andSessionsWithTheirAccount(String first, String second)
      throws SQLException {
    partition(first, 7);
    if (second != null) {
      partition(second, 7);
    }
    session(1, now + DAY);
    session(2, now + 30 * DAY);
    token("a", 1, now + DAY);
    token("b", 2, now + DAY);
    token("c", 2, now + 30 * DAY);

    execute("DELETE FROM session WHERE id = 1");
    assertEquals(List.of("b", "c"), texts("SELECT jti FROM refresh_token ORDER BY jti"));

    execute("DELETE FROM account");
    assertEquals(List.of(), texts("SELECT id FROM session"));
    assertEquals(List.of(), texts("SELECT jti FROM refresh_token"));
  }

  @Test
  void partitions_missing_areAdded_exceptWhereTheDefaultHasRows() throws SQLException {
    partition("audit_event", 2);
    event(1, now + 4 * DAY);
    assertEquals(List.of("1"), texts("SELECT id FROM audit_event_default"));

    assertEquals(2, number("SELECT latchkey_add_partitions('audit_event', " + DAY + ", 5)"));
    assertEquals(0, number("SELECT latchkey_add_partitions('audit_event', " + DAY + ", 5)"));

    event(2, now + 5 * DAY);
    assertEquals(List.of("1"), texts("SELECT id FROM audit_event_default"));
    execute("DELETE FROM audit_event WHERE id = 1");
    assertEquals(1, number("SELECT latchkey_add_partitions('audit_event', " + DAY + ", 5)"));
  }

  @Test
  void partitions_expired_areDropped_andOthersStay() throws SQLException {
    event(1, now - 2 * DAY);
    event(2, now - DAY);
    event(3, now + DAY);
    event(4, now + 5 * DAY);
    partition("audit_event", 3);

    assertEquals(2, number("SELECT latchkey_drop_partitions('audit_event')"));

    assertEquals(List.of("3", "4"), texts("SELECT id FROM audit_event ORDER BY id"));
    long before = now + 2 * DAY;
    assertTrue(number("SELECT latchkey_drop_partitions('audit_event', " + before + ")") > 0);
    assertEquals(List.of("4"), texts("SELECT id FROM audit_event"));
    assertEquals(0, number("SELECT latchkey_drop_partitions('audit_event', " + before + ")"));
  }

  @Test
  void lookUp_ofASession_leavesOutExpiredPartitions() throws SQLException {
    session(1, now - 3 * DAY);
    partition("session", 3);
    execute("SET plan_cache_mode = force_generic_plan");
    execute("PREPARE s AS SELECT id FROM session WHERE token_hash = $1 AND expires_at > $2");

    String plan = String.join("\n", texts("EXPLAIN (COSTS OFF) EXECUTE s ('x', " + now + ")"));

    assertTrue(plan.contains("Subplans Removed: 3"), plan);
    assertTrue(plan.contains("Index Scan"), plan);
  }

  @Test
  void table_ofAnotherKind_isRejected() {
    assertThrows(SQLException.class, () -> partition("account", 1));
  }

  private void partition(String table, int ahead) throws SQLException {
    execute("SELECT latchkey_partition('" + table + "', " + DAY + ", " + ahead + ")");
  }

  private void session(long id, long expires) throws SQLException {
    execute(
        "INSERT INTO session (id, token_hash, account_id, state, created, last_seen, expires_at)"
            + " VALUES (%d, 'h%d', 1, '{}', 0, 0, %d)".formatted(id, id, expires));
  }

  private void token(String jti, long session, long expires) throws SQLException {
    execute(
        "INSERT INTO refresh_token (jti, session_id, issued_at, expires_at) VALUES ('%s', %d, 0, %d)"
            .formatted(jti, session, expires));
  }

  private void event(long id, long expires) throws SQLException {
    execute(
        "INSERT INTO audit_event (id, happened_at, type, expires_at) VALUES (%d, 0, 'logged_in', %d)"
            .formatted(id, expires));
  }

  private List<String> columns(String table) throws SQLException {
    return texts(
        "SELECT column_name || ' ' || data_type || ' ' || coalesce(character_maximum_length, 0)"
            + " || ' ' || is_nullable || ' ' || coalesce(column_default, '')"
            + " FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '"
            + table
            + "' ORDER BY ordinal_position");
  }

  /** The first column of each index, and whether it is unique. */
  private List<String> indexes(String table) throws SQLException {
    return texts(
        "SELECT a.attname || ' ' || i.indisunique FROM pg_index i JOIN pg_attribute a"
            + " ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]"
            + " WHERE i.indrelid = '"
            + table
            + "'::regclass ORDER BY 1");
  }

  private void execute(String sql) throws SQLException {
    try (Statement s = connection.createStatement()) {
      s.execute(sql);
    }
  }

  private long number(String sql) throws SQLException {
    return Long.parseLong(texts(sql).get(0));
  }

  private List<String> texts(String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement s = connection.createStatement();
        ResultSet r = s.executeQuery(sql)) {
      while (r.next()) {
        texts.add(r.getString(1));
      }
    }
    return texts;
  }
}
