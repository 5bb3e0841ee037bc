package dev.latchkey.bench;

import dev.latchkey.it.support.Postgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The PostgreSQL that all systems share, each with a database of its own. What is committed is on
 * the disk.
 */
final class Database implements AutoCloseable {

  private static final String OPTIONS =
      "-c max_connections=200 -c shared_buffers=2GB -c max_wal_size=4GB -c checkpoint_timeout=30min";

  private final Postgres postgres = new Postgres(OPTIONS);
  private final ProcessCpu cpu = new ProcessCpu(postgres.handle());
  private int count;

  /** Makes an empty database, and tells its name. */
  synchronized String create() {
    String name = "bench_" + ++count;
    postgres.create(name);
    return name;
  }

  Postgres postgres() {
    return postgres;
  }

  ProcessCpu cpu() {
    return cpu;
  }

  /**
   * Counts the statements that something needs, those aside that begin and end transactions.
   *
   * @param times how often the action does what one of it is to be told of
   */
  Statements statements(Runnable action, int times) {
    logged("all");
    try {
      long before = Files.size(postgres.serverLog());
      action.run();
      Thread.sleep(200);
      String all = Files.readString(postgres.serverLog(), StandardCharsets.UTF_8);
      return Statements.of(all.substring((int) Math.min(before, all.length())), times);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      logged("none");
    }
  }

  private void logged(String which) {
    postgres.execute("postgres", "ALTER SYSTEM SET log_statement = '" + which + "'");
    postgres.execute("postgres", "SELECT pg_reload_conf()");
    try {
      Thread.sleep(300); // each connection takes note of it at its next statement
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    postgres.close();
  }

  /**
   * How many statements there were for each time.
   *
   * @param each those that came nearly every time, as the log has them
   */
  record Statements(double count, double commits, List<String> each) {

    private static Statements of(String log, int times) {
      Map<String, Integer> counts = new TreeMap<>();
      for (String line : log.split("\n(?=\\d{4}-\\d\\d-\\d\\d )")) {
        int at = line.indexOf("LOG:  execute ");
        int from =
            at >= 0 ? line.indexOf(": ", at + 14) + 2 : line.indexOf("LOG:  statement: ") + 17;
        if (at >= 0 || from > 16) {
          counts.merge(
              line.substring(from).split("\n\\d{4}-| DETAIL:")[0].replaceAll("\\s+", " ").strip(),
              1,
              Integer::sum);
        }
      }
      int commits = counts.getOrDefault("COMMIT", 0);
      List<String> each = new ArrayList<>();
      double sum = 0;
      for (var entry : counts.entrySet()) {
        String sql = entry.getKey();
        if (sql.equals("BEGIN")
            || sql.equals("COMMIT")
            || sql.equals("ROLLBACK")
            || sql.startsWith("SET ")) {
          continue;
        }
        double share = (double) entry.getValue() / times;
        if (share >= 0.5) {
          sum += share;
          each.add(Math.round(share * 100) / 100.0 + " × " + sql);
        }
      }
      return new Statements(
          Math.round(sum * 10) / 10.0, Math.round(10.0 * commits / times) / 10.0, each);
    }
  }
}
