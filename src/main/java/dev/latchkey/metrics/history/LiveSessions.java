package dev.latchkey.metrics.history;

import dev.latchkey.Shared;
import dev.latchkey.persistence.Database;
import jakarta.inject.Inject;
import jakarta.persistence.Query;

/**
 * The number of sessions of users who are logged in. Exact, except for a large table on PostgreSQL:
 * there it is estimated from a fixed number of pages, so that it costs the same however many
 * sessions there are.
 *
 * <p>A sample repeats: as long as a page exists it is in all samples or in none, so estimates
 * differ from the truth, by about 1 %, but hardly from one minute to the next.
 */
@Shared
public class LiveSessions {

  /** 80 MB, and from 80,000 to 200,000 sessions. */
  private static final int SAMPLED_PAGES = 10_000;

  private static final String LIVE =
      "account_id IS NOT NULL AND expires_at > ?1 AND (idle_until IS NULL OR idle_until > ?2)";

  private final Database database;
  private final int sampledPages;

  @Inject
  public LiveSessions(Database database) {
    this(database, SAMPLED_PAGES);
  }

  /**
   * @param sampledPages how many pages are read, on average, of a table with twice as many or more
   */
  LiveSessions(Database database, int sampledPages) {
    this.database = database;
    this.sampledPages = sampledPages;
  }

  /** Counts them. Call it in a transaction. */
  long count() {
    long pages = database.isPostgresql() ? pages() : 0;
    if (pages < 2L * sampledPages) {
      return number(about("SELECT COUNT(*) FROM session WHERE " + LIVE));
    }
    double share = (double) sampledPages / pages;
    Query sample =
        about(
            "SELECT COUNT(*) FROM session TABLESAMPLE SYSTEM (CAST(?3 AS REAL)) REPEATABLE (1)"
                + " WHERE "
                + LIVE);
    return Math.round(number(sample.setParameter(3, 100 * share)) / share);
  }

  private Query about(String select) {
    long now = database.now().toEpochMilli();
    return database.entities().createNativeQuery(select).setParameter(1, now).setParameter(2, now);
  }

  private long pages() {
    return number(
        database
            .entities()
            .createNativeQuery(
                "SELECT pg_relation_size(CAST('session' AS REGCLASS))"
                    + " / CAST(current_setting('block_size') AS BIGINT)"));
  }

  private static long number(Query select) {
    return ((Number) select.getSingleResult()).longValue();
  }
}
