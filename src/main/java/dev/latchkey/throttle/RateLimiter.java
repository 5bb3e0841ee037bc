package dev.latchkey.throttle;

import dev.latchkey.Shared;
import dev.latchkey.crypto.TokenDigest;
import dev.latchkey.metrics.Counter;
import dev.latchkey.metrics.Counters;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.TransactionRace;
import dev.latchkey.settings.RateLimitSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.RateLimit;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Counts attempts against the configured limits.
 *
 * <p>A window opens with the first attempt and closes after the limit's time; each bucket is a row,
 * counted up by one conditional update. If called outside of a transaction, the count remains
 * whether or not the request succeeds; inside of one, it is committed or rolled back with the
 * transaction.
 */
@Shared
public class RateLimiter {

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final Database database;
  private final Settings settings;
  private final Counter limited;
  private final int ipv6Prefix;

  @Inject
  public RateLimiter(Database database, Settings settings, Counters counters) {
    this.database = database;
    this.settings = settings;
    this.limited = counters.limited();
    this.ipv6Prefix = settings.get(RateLimitSettings.IPV6_PREFIX);
  }

  /** Counts attempts that are made together: in all of their buckets, or in none if one is full. */
  public Permit acquire(Attempt... attempts) {
    List<Bucket> buckets = new ArrayList<>();
    for (Attempt attempt : attempts) {
      addBuckets(attempt, buckets);
    }
    if (buckets.isEmpty()) {
      return new Permit.Granted(List.of());
    }
    buckets.sort(Comparator.comparing(Bucket::id));
    // Two first attempts may insert the same bucket at the same time.
    Permit permit = database.transaction(() -> TransactionRace.detect(() -> count(buckets)));
    if (permit instanceof Permit.Denied) {
      database.afterCommit(() -> noteDenial(attempts[0].action()));
    }
    return permit;
  }

  /**
   * The bucket of an attempt that is counted in one only, for a statement that counts it together
   * with what it does. Empty if there are several, which only {@link #acquire} counts all or none,
   * or if there is no limit.
   */
  public Optional<Bucket> onlyBucket(Attempt attempt) {
    List<Bucket> buckets = new ArrayList<>();
    addBuckets(attempt, buckets);
    return buckets.size() == 1 ? Optional.of(buckets.get(0)) : Optional.empty();
  }

  /** Counts a denial for the metrics. {@link #acquire} does so itself. */
  public void noteDenial(Action action) {
    limited.increment(action.text());
  }

  /** Subtracts an attempt again that should not count. */
  public void giveBack(Permit permit) {
    if (permit instanceof Permit.Granted granted && !granted.buckets().isEmpty()) {
      database.transaction(() -> granted.buckets().forEach(this::countDown));
    }
  }

  /** Clears the counts of this attempt and others like it. */
  public void forget(Attempt attempt) {
    List<Bucket> buckets = new ArrayList<>();
    addBuckets(attempt, buckets);
    if (!buckets.isEmpty()) {
      buckets.sort(Comparator.comparing(Bucket::id));
      database.transaction(() -> buckets.forEach(this::close));
    }
  }

  /**
   * Whether something happens for the first time within a period, on all nodes together; for
   * reporting it only once.
   *
   * @param what the event and its subject; only the hash is stored
   * @param within the period; at least a second
   */
  public boolean isFirst(String what, Duration within) {
    Duration window = within.compareTo(SHORTEST) < 0 ? SHORTEST : within;
    Bucket bucket =
        new Bucket(
            TokenDigest.sha256("FIRST/" + what),
            new RateLimit(1, window, RateLimit.Scope.KEY),
            "FIRST");
    return database.transaction(() -> TransactionRace.detect(() -> count(List.of(bucket))))
        instanceof Permit.Granted;
  }

  private void close(Bucket bucket) {
    entities()
        .createNativeQuery(
            "UPDATE rate_counter SET hits = 0, expires_at = ?1 WHERE bucket = ?2 AND hits > 0")
        .setParameter(1, database.now().toEpochMilli())
        .setParameter(2, bucket.id())
        .executeUpdate();
  }

  /**
   * A bucket without any attempts left expires immediately, so that its window counts as never
   * opened.
   */
  private void countDown(String bucket) {
    entities()
        .createNativeQuery(
            "UPDATE rate_counter SET hits = hits - 1, expires_at = CASE WHEN hits = 1 THEN ?1 ELSE expires_at END"
                + " WHERE bucket = ?2 AND hits > 0")
        .setParameter(1, database.now().toEpochMilli())
        .setParameter(2, bucket)
        .executeUpdate();
  }

  private void addBuckets(Attempt attempt, List<Bucket> buckets) {
    List<RateLimit> limits = settings.get(attempt.action().setting());
    for (RateLimit limit : limits) {
      String subject = attempt.subject(limit.scope(), ipv6Prefix);
      if (subject != null) {
        buckets.add(Bucket.of(attempt.action(), limit, subject));
      }
    }
  }

  private Permit count(List<Bucket> buckets) {
    Instant now = database.now();
    List<String> counted = new ArrayList<>();
    for (Bucket bucket : buckets) {
      // If the row exists after all, a concurrent first attempt may have inserted it, and it may
      // have room.
      if (!countUp(bucket, now) && !isFirst(bucket, now) && !countUp(bucket, now)) {
        counted.forEach(this::countDown);
        return new Permit.Denied(untilFree(bucket, now));
      }
      counted.add(bucket.id());
    }
    return new Permit.Granted(counted);
  }

  private boolean countUp(Bucket bucket, Instant now) {
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

  private boolean isFirst(Bucket bucket, Instant now) {
    if (end(bucket).isPresent()) {
      return false;
    }
    entities()
        .createNativeQuery(
            "INSERT INTO rate_counter (bucket, hits, expires_at, limit_name) VALUES (?1, 1, ?2, ?3)")
        .setParameter(1, bucket.id())
        .setParameter(2, now.plus(bucket.limit().per()).toEpochMilli())
        .setParameter(3, bucket.limitName())
        .executeUpdate();
    return true;
  }

  private Duration untilFree(Bucket bucket, Instant now) {
    return end(bucket)
        .map(end -> Duration.between(now, end))
        .filter(d -> !d.isNegative())
        .orElse(Duration.ZERO);
  }

  private Optional<Instant> end(Bucket bucket) {
    List<?> rows =
        entities()
            .createNativeQuery("SELECT expires_at FROM rate_counter WHERE bucket = ?1")
            .setParameter(1, bucket.id())
            .getResultList();
    return rows.stream()
        .findFirst()
        .map(millis -> Instant.ofEpochMilli(((Number) millis).longValue()));
  }

  private EntityManager entities() {
    return database.entities();
  }
}
