package dev.latchkey.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What a node of a test sends to its PostgreSQL: the statements, except those that begin and end
 * transactions, and how many transactions have written something.
 */
public record StatementLog(List<String> statements, long writingCommits) {

  /** Performs an action, and tells what it sent. Nothing else uses the server meanwhile. */
  public static StatementLog of(TestDatabase database, Supplier<?> action) {
    long before = transactions(database);
    List<String> all = PostgresPool.recorded(action);
    long after = transactions(database);
    List<String> statements = new ArrayList<>();
    for (String sql : all) {
      String word = sql.strip().split("\\s")[0].toUpperCase(Locale.ROOT);
      if (!List.of("BEGIN", "COMMIT", "ROLLBACK", "SET").contains(word)) {
        statements.add(sql);
      }
    }
    return new StatementLog(statements, after - before);
  }

  /** How many transactions have changed something on the whole server. */
  private static long transactions(TestDatabase database) {
    return database.read(
        connection -> {
          try (var statement = connection.createStatement();
              var rows =
                  statement.executeQuery(
                      "SELECT CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS VARCHAR) AS BIGINT)")) {
            rows.next();
            return rows.getLong(1);
          }
        });
  }

  @Override
  public String toString() {
    return writingCommits + " writing commits of\n" + String.join("\n", statements);
  }
}
