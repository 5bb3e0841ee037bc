package dev.latchkey.bench;

import dev.latchkey.it.support.Postgres;
import dev.latchkey.persistence.Migrations;
import dev.latchkey.persistence.Partitions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database of the real schema with so many rows in each of {@code session}, {@code refresh_token}
 * and {@code audit_event}, partitioned or not. The rows of each table expire evenly over fourteen
 * periods, the first of which is over: a day for sessions, two hours for tokens, a week for events.
 * Row {@code i} of a table belongs to row {@code i} of the others.
 */
record Layout(Postgres postgres, String database, int rows, boolean isPartitioned) {

  private static final int PERIODS = 14;
  private static final long HOUR = 3_600_000;

  private static final String AGENT =
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

  /** The tables, and the width of their periods in milliseconds. */
  enum Table {
    SESSION(24 * HOUR),
    REFRESH_TOKEN(2 * HOUR),
    AUDIT_EVENT(7 * 24 * HOUR);

    final long width;

    Table(long width) {
      this.width = width;
    }

    String sql() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What is inserted at first, given the rows, the accounts, the time, and when row i expires. */
  private static final List<String> ROWS =
      List.of(
          "INSERT INTO session (id, token_hash, account_id, state, created, last_seen, expires_at, address, user_agent)"
              + " SELECT i, encode(sha256(convert_to('bench-' || i, 'UTF8')), 'hex'), 1 + i %% %2$d,"
              + " '{\"methods\":[{\"method\":\"password\",\"at\":1.7E9,\"email\":\"bench-' || i || '@example.org\"}]}',"
              + " %3$d, %3$d, %4$s, '192.0.2.1', '"
              + AGENT
              + "' FROM generate_series(1, %1$d) i",
          "INSERT INTO refresh_token (jti, session_id, parent_jti, issued_at, expires_at)"
              + " SELECT md5('bench-' || i)::uuid::text, i, md5('before-' || i)::uuid::text, %3$d, %4$s"
              + " FROM generate_series(1, %1$d) i",
          "INSERT INTO audit_event (id, happened_at, type, account_id, session_id, address, user_agent, detail, expires_at)"
              + " SELECT i, %3$d, 'logged_in', 1 + i %% %2$d, i, '192.0.2.1', '"
              + AGENT
              + "', 'password', %4$s FROM generate_series(1, %1$d) i");

  /** Makes both layouts of a size: the rows are written once, without indexes, and copied. */
  static List<Layout> both(Postgres postgres, int rows, Report report) {
    Layout plain = new Layout(postgres, "plain_" + rows, rows, false);
    Layout partitioned = new Layout(postgres, "partitioned_" + rows, rows, true);
    postgres.create(plain.database);
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(postgres.url(plain.database));
    new Migrations(source).run();
    List<String> keys = plain.withoutKeys();
    plain.fill();
    postgres.execute(
        "postgres",
        "CREATE DATABASE "
            + partitioned.database
            + " TEMPLATE "
            + plain.database
            + " STRATEGY file_copy");
    plain.execute(keys.toArray(String[]::new));
    partitioned.execute(
        "ALTER TABLE refresh_token ADD CONSTRAINT refresh_token_session_id_fkey"
            + " CHECK (true) NOT VALID", // the rows were copied without their keys
        Partitions.functions());
    for (Table table : Table.values()) {
      long begun = System.nanoTime();
      partitioned.execute(
          "SELECT latchkey_partition('%s', %d, %d)".formatted(table.sql(), table.width, PERIODS));
      report.line(
          "- partitioning "
              + table.sql()
              + " with "
              + Report.number(rows, 0)
              + " rows, once: "
              + Report.number((System.nanoTime() - begun) / 1e9, 1)
              + " s");
    }
    for (Layout layout : List.of(plain, partitioned)) {
      layout.execute("VACUUM (ANALYZE, INDEX_CLEANUP off)");
    }
    postgres.execute("postgres", "CHECKPOINT");
    return List.of(plain, partitioned);
  }

  /** The first of the rows that neither have expired nor expire within the measurement. */
  long firstLive() {
    return rows * 2L / PERIODS + rows / PERIODS / 2 + 1;
  }

  /** The number of accounts; row {@code i} is of account {@code 1 + i % accounts}. */
  long accounts() {
    return Math.max(1, rows / 100);
  }

  String name() {
    return (isPartitioned ? "partitioned, " : "plain, ") + Report.number(rows, 0);
  }

  Connection connect(String parameters) {
    try {
      return DriverManager.getConnection(postgres.url(database) + parameters);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Executes what may take minutes. */
  void execute(String... statements) {
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  long number(String sql) {
    return Long.parseLong(texts(sql).get(0));
  }

  /** How many bytes each row takes, with its part of the indexes. */
  double bytesPerRow(Table table) {
    String sql =
        "SELECT coalesce((SELECT sum(pg_total_relation_size(relid)) FROM pg_partition_tree('%1$s')),"
            + " pg_total_relation_size('%1$s'))::bigint";
    return number(sql.formatted(table.sql())) / (double) rows;
  }

  /** The same for refresh tokens that have been exchanged, as most of the table have. */
  double bytesPerExchangedToken() {
    int many = Math.min(rows, 100_000);
    execute(
        "CREATE TABLE exchanged (LIKE refresh_token INCLUDING INDEXES)",
        "INSERT INTO exchanged SELECT md5('x' || i)::uuid::text, i, md5('y' || i)::uuid::text, i, i, i,"
            + " md5('z' || i)::uuid::text, i, i FROM generate_series(1, "
            + many
            + ") i");
    double bytes = number("SELECT pg_total_relation_size('exchanged')") / (double) many;
    execute("DROP TABLE exchanged");
    return bytes;
  }

  /** Removes keys and indexes of the three tables; returns what makes them again. */
  private List<String> withoutKeys() {
    String tables = "('session'::regclass, 'refresh_token'::regclass, 'audit_event'::regclass)";
    List<String> keys =
        texts(
            "SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname,"
                + " pg_get_constraintdef(oid)) FROM pg_constraint WHERE contype IN ('p', 'u', 'f') AND conrelid IN "
                + tables
                + " ORDER BY contype = 'f', conname");
    List<String> indexes =
        texts(
            "SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid IN "
                + tables
                + " AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = indexrelid)");
    List<String> drops =
        texts(
            "SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) FROM pg_constraint"
                + " WHERE contype IN ('p', 'u', 'f') AND conrelid IN "
                + tables
                + " ORDER BY contype <> 'f', conname");
    drops.addAll(
        texts(
            "SELECT 'DROP INDEX ' || indexrelid::regclass FROM pg_index WHERE indrelid IN "
                + tables
                + " AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = indexrelid)"));
    execute(drops.toArray(String[]::new));
    List<String> all = new ArrayList<>(indexes);
    all.addAll(keys);
    return all;
  }

  private void fill() {
    long accounts = accounts();
    long later = System.currentTimeMillis() + HOUR; // so that no use is due to be recorded
    execute(
        "INSERT INTO account (id, active, created, token_epoch) SELECT i, TRUE, 0, 0 FROM generate_series(1, "
            + accounts
            + ") i",
        "INSERT INTO email_address (id, account_id, email, email_key, owner_key, verified, is_primary, created)"
            + " SELECT i, i, 'bench-' || i, 'bench-' || i, 'bench-' || i, TRUE, TRUE, 0 FROM generate_series(1, "
            + accounts
            + ") i");
    List<String> all = new ArrayList<>();
    all.add("BEGIN");
    all.add("TRUNCATE session, refresh_token, audit_event"); // what follows needs no log
    for (Table table : Table.values()) {
      long first = System.currentTimeMillis() / table.width * table.width - table.width;
      String expires = first + " + i::bigint * " + (PERIODS * table.width - 1) + " / " + rows;
      all.add(ROWS.get(table.ordinal()).formatted(rows, accounts, later, expires));
    }
    all.add("COMMIT");
    execute(all.toArray(String[]::new));
  }

  private List<String> texts(String sql) {
    List<String> texts = new ArrayList<>();
    try (Connection connection = connect("");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        texts.add(result.getString(1));
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
