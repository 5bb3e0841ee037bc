package dev.latchkey.bench;

import dev.latchkey.it.support.Postgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Tables partitioned by expiry beside plain ones, with few rows and with many, on a PostgreSQL of
 * its own and without a server: look-ups, logins and rotations, and the clean-up by deletion beside
 * dropping a partition.
 */
final class PartitionedTables implements Bench.Part {

  /** What one transaction writes to tables that it has made needs no log: see {@link Layout}. */
  private static final String OPTIONS =
      "-c max_connections=200 -c shared_buffers=2GB -c max_wal_size=8GB -c checkpoint_timeout=30min -c autovacuum=off"
          + " -c wal_level=minimal -c max_wal_senders=0 -c maintenance_work_mem=1GB";

  private static final int BATCH = 500;

  @Override
  public void run(Bench.Surroundings all) {
    Report report = all.report();
    List<Integer> sizes =
        all.options().isSmoke() ? List.of(1_000, 10_000) : List.of(10_000, 10_000_000);
    try (Postgres postgres = new Postgres(OPTIONS)) {
      ProcessCpu cpu = new ProcessCpu(postgres.handle());
      report.title("Partitioned tables");
      List<Layout> layouts = new ArrayList<>();
      for (int rows : sizes) {
        layouts.addAll(Layout.both(postgres, rows, report));
      }
      sizes(report, layouts);
      cleanUp(report, layouts); // what the requests need expires later
      report.title("Partitioned tables: what requests do");
      List<String> head = new ArrayList<>(List.of(""));
      layouts.forEach(layout -> head.add(layout.name()));
      layouts.forEach(layout -> head.add("database CPU s/1,000, " + layout.name()));
      report.head(head.toArray(String[]::new));
      row(all, cpu, layouts, "look-up of a session", "", work -> work::lookUp);
      row(all, cpu, layouts, "the same, unprepared", "&prepareThreshold=0", work -> work::lookUp);
      row(all, cpu, layouts, "login", "", work -> work::login);
      row(all, cpu, layouts, "rotation", "", PartitionWork::rotation);
      row(
          all,
          cpu,
          layouts,
          "the same, unprepared",
          "&prepareThreshold=0",
          PartitionWork::rotation);
      report.line("");
      report.line(
          "Requests per second; in brackets the ratio to the plain table with as many rows, and to "
              + layouts.get(0).name()
              + ".");
    }
  }

  private static void sizes(Report report, List<Layout> layouts) {
    report.line("");
    report.head("bytes per row, with indexes", "session", "refresh_token", "audit_event");
    for (Layout layout : layouts) {
      List<Object> cells = new ArrayList<>(List.of(layout.name()));
      for (Layout.Table table : Layout.Table.values()) {
        cells.add(Report.number(layout.bytesPerRow(table), 0));
      }
      report.row(cells.toArray());
    }
    Layout plain = layouts.get(layouts.size() - 2);
    report.line("");
    report.line(
        "A refresh token that has been exchanged takes "
            + Report.number(plain.bytesPerExchangedToken(), 0)
            + " bytes.");
  }

  private static void row(
      Bench.Surroundings all,
      ProcessCpu cpu,
      List<Layout> layouts,
      String name,
      String parameters,
      Function<PartitionWork, Runnable> work) {
    int threads = all.options().connections();
    List<Target> targets = new ArrayList<>();
    List<PartitionWork> works = new CopyOnWriteArrayList<>();
    for (Layout layout : layouts) {
      AtomicInteger thread = new AtomicInteger();
      targets.add(
          new LocalTarget(
              layout.name(),
              threads,
              () -> {
                PartitionWork one =
                    new PartitionWork(layout, parameters, thread.getAndIncrement(), threads);
                works.add(one);
                return work.apply(one);
              },
              cpu));
    }
    Turns.Measured measured = all.turns().measure(targets);
    works.forEach(PartitionWork::close);
    String least = layouts.get(0).name();
    List<Object> cells = new ArrayList<>(List.of(name));
    for (int i = 0; i < layouts.size(); i++) {
      String layout = layouts.get(i).name();
      String plain = layouts.get(i / 2 * 2).name();
      cells.add(
          Report.number(measured.median(layout, Sample::perSecond), 0)
              + " ("
              + Report.number(measured.ratio(layout, plain), 2)
              + ", "
              + Report.number(measured.ratio(layout, least), 2)
              + ")");
    }
    for (Layout layout : layouts) {
      cells.add(
          Report.number(
              measured.median(layout.name(), s -> 1000 * s.databaseCpu() / s.requests()), 3));
    }
    all.report().row(cells.toArray());
  }

  /** Deletes as {@code CleanUp} does, but without its rests, and drops what has expired. */
  private static void cleanUp(Report report, List<Layout> layouts) {
    report.title("Partitioned tables: clean-up");
    report.head("", "way", "rows", "s per million rows", "MB of WAL per million rows");
    for (Layout.Table table : List.of(Layout.Table.REFRESH_TOKEN, Layout.Table.SESSION)) {
      for (Layout layout : layouts) {
        int batch = Math.min(BATCH, layout.rows() / 14 / 10);
        int batches = Math.min(layout.rows() / 14 / 2 / batch, 100);
        measured(
            report,
            layout,
            table,
            batches + " batches of " + batch + " are deleted",
            () -> delete(layout, table, batch, batches));
      }
      for (Layout layout : layouts.stream().filter(Layout::isPartitioned).toList()) {
        long over =
            layout.number(
                "SELECT count(*) FROM %s WHERE expires_at < %d"
                    .formatted(
                        table.sql(), System.currentTimeMillis() / table.width * table.width));
        measured(
            report,
            layout,
            table,
            "its partition is dropped",
            () -> {
              layout.execute("SELECT latchkey_drop_partitions('" + table.sql() + "')");
              return over;
            });
      }
    }
  }

  private interface Removal {
    /** Returns how many rows it has removed. */
    long run();
  }

  private static void measured(
      Report report, Layout layout, Layout.Table table, String way, Removal removal) {
    String position = "SELECT (pg_current_wal_lsn() - '0/0'::pg_lsn)::bigint";
    long wal = layout.number(position);
    long begun = System.nanoTime();
    long rows = removal.run();
    double seconds = (System.nanoTime() - begun) / 1e9;
    wal = layout.number(position) - wal;
    double millions = rows / 1e6;
    report.row(
        table.sql() + ", " + layout.name(),
        way,
        Report.number(rows, 0),
        Report.number(seconds / millions, 2),
        Report.number(wal / 1e6 / millions, 1));
  }

  private static long delete(Layout layout, Layout.Table table, int batch, int batches) {
    String key = table == Layout.Table.REFRESH_TOKEN ? "jti" : "id";
    String select =
        "SELECT %s FROM %s WHERE expires_at <= ? ORDER BY expires_at OFFSET 0 ROWS FETCH FIRST %d ROWS ONLY"
            .formatted(key, table.sql(), batch);
    String delete =
        "DELETE FROM %s WHERE expires_at <= ? AND %s IN (%s)"
            .formatted(
                table.sql(),
                key,
                IntStream.range(0, batch).mapToObj(i -> "?").collect(Collectors.joining(", ")));
    long now = System.currentTimeMillis();
    long deleted = 0;
    try (Connection connection = layout.connect("");
        PreparedStatement selection = connection.prepareStatement(select);
        PreparedStatement deletion = connection.prepareStatement(delete)) {
      connection.setAutoCommit(false);
      for (int done = 0; done < batches; done++) {
        selection.setLong(1, now);
        deletion.setLong(1, now);
        int keys = 1;
        try (ResultSet rows = selection.executeQuery()) {
          while (rows.next()) {
            deletion.setObject(++keys, rows.getObject(1));
          }
        }
        for (int i = keys + 1; i <= batch + 1 && keys > 1; i++) {
          deletion.setObject(i, null);
        }
        deleted += keys == 1 ? 0 : deletion.executeUpdate();
        connection.commit();
      }
      return deleted;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
