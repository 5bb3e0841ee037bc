package dev.latchkey.ops.watch;

import dev.latchkey.Shared;
import dev.latchkey.ops.ExpiringRows;
import dev.latchkey.persistence.Database;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the backlogs in the database, by statements whose cost does not grow with them. */
@Shared
public class Backlogs {

  static final int MOST = 10_000;

  private final Database database;

  @Inject
  public Backlogs(Database database) {
    this.database = database;
  }

  /** Reads it, in one transaction. */
  Backlog read() {
    return database.transaction(
        () -> {
          Map<ExpiringRows, Long> expired = new LinkedHashMap<>();
          ExpiringRows.ALL.forEach(rows -> expired.put(rows, rows.count(database, MOST)));
          return new Backlog(mails(0), mails(1), expired, keyAge());
        });
  }

  private long mails(int leastAttempts) {
    return number(
        "SELECT COUNT(*) FROM (SELECT id FROM outbound_mail WHERE expires_at > ?1 AND attempts >= "
            + leastAttempts
            + " OFFSET 0 ROWS FETCH FIRST "
            + MOST
            + " ROWS ONLY) waiting");
  }

  private long number(String statement) {
    Object found =
        database.entities().createNativeQuery(statement).setParameter(1, now()).getSingleResult();
    return ((Number) found).longValue();
  }

  private Optional<Duration> keyAge() {
    List<?> since =
        database
            .entities()
            .createNativeQuery("SELECT MAX(active_at) FROM signing_key WHERE state = 'ACTIVE'")
            .getResultList();
    return since.stream()
        .filter(Number.class::isInstance)
        .map(millis -> Duration.ofMillis(now() - ((Number) millis).longValue()))
        .findFirst();
  }

  private long now() {
    return database.now().toEpochMilli();
  }
}
