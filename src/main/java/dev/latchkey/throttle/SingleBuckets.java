package dev.latchkey.throttle;

import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.LateWrite;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Counts in one bucket after the other, on any database. Thread-safe. */
final class SingleBuckets implements BucketStatements {

  private final Database database;

  SingleBuckets(Database database) {
    this.database = database;
  }

  @Override
  public Set<String> countUp(List<Collection<Bucket>> attempts, int conditions, Instant now) {
    Set<String> counted = new HashSet<>();
    for (int turn = 0; turn < attempts.size(); turn++) {
      boolean granted = attempts.get(turn).stream().allMatch(b -> countUp(b, counted, now));
      if (!granted && turn < conditions) {
        break;
      }
    }
    return counted;
  }

  /**
   * If the row exists after all, a concurrent first attempt may have inserted it, and it may have
   * room.
   */
  private boolean countUp(Bucket bucket, Set<String> counted, Instant now) {
    boolean hadRoom = update(bucket, now) || isFirst(bucket, now) || update(bucket, now);
    return hadRoom && counted.add(bucket.id());
  }

  @Override
  public void countDown(List<String> buckets, Instant now) {
    for (String bucket : buckets) {
      database.atEnd(
          new LateWrite(
              "rate_counter",
              "UPDATE rate_counter SET hits = hits - 1, expires_at = CASE WHEN hits = 1 THEN ? ELSE expires_at END"
                  + " WHERE bucket = ? AND hits > 0",
              List.of(now.toEpochMilli(), bucket)));
    }
  }

  private boolean update(Bucket bucket, Instant now) {
    return 1
        == entities()
            .createNativeQuery(
                "UPDATE rate_counter SET hits = CASE WHEN expires_at <= ?1 THEN 1 ELSE hits + 1 END,"
                    + " expires_at = CASE WHEN expires_at <= ?2 THEN ?3 ELSE expires_at END"
                    + " WHERE bucket = ?4 AND (expires_at <= ?5 OR hits < ?6)")
            .setParameter(1, now.toEpochMilli())
            .setParameter(2, now.toEpochMilli())
            .setParameter(3, now.plus(bucket.limit().per()).toEpochMilli())
            .setParameter(4, bucket.id())
            .setParameter(5, now.toEpochMilli())
            .setParameter(6, bucket.limit().amount())
            .executeUpdate();
  }

  /** Two first attempts may insert the same bucket at the same time; one of them is repeated. */
  private boolean isFirst(Bucket bucket, Instant now) {
    if (exists(bucket)) {
      return false;
    }
    entities()
        .createNativeQuery(
            "INSERT INTO rate_counter (bucket, hits, expires_at, limit_name)"
                + " VALUES (?1, 1, ?2, ?3)")
        .setParameter(1, bucket.id())
        .setParameter(2, now.plus(bucket.limit().per()).toEpochMilli())
        .setParameter(3, bucket.limitName())
        .executeUpdate();
    return true;
  }

  private boolean exists(Bucket bucket) {
    return !entities()
        .createNativeQuery("SELECT hits FROM rate_counter WHERE bucket = ?1")
        .setParameter(1, bucket.id())
        .getResultList()
        .isEmpty();
  }

  private EntityManager entities() {
    return database.entities();
  }
}
