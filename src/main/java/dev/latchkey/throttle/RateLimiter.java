package dev.latchkey.throttle;

import static java.util.stream.Collectors.toSet;

import dev.latchkey.Shared;
import dev.latchkey.crypto.TokenDigest;
import dev.latchkey.metrics.Counter;
import dev.latchkey.metrics.Counters;
import dev.latchkey.persistence.Database;
import dev.latchkey.settings.RateLimitSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.RateLimit;
import dev.latchkey.throttle.AttemptsInTurn.Counted;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import java.util.stream.Stream;

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
  private static final Permit UNLIMITED = new Permit.Granted(List.of(), false);

  private final Database database;
  private final Settings settings;
  private final Counter limited;
  private final int ipv6Prefix;
  private final BucketStatements joined;
  private final BucketStatements single;
  private final OwedCounts owed;

  @Inject
  public RateLimiter(Database database, Settings settings, Counters counters) {
    this.database = database;
    this.settings = settings;
    this.limited = counters.limited();
    this.ipv6Prefix = settings.get(RateLimitSettings.IPV6_PREFIX);
    this.joined = new JoinedBuckets(database);
    this.single = new SingleBuckets(database);
    this.owed = new OwedCounts(database);
  }

  /** Starts to subtract in the background what could not be subtracted at once. */
  public void start(ScheduledExecutorService threads) {
    owed.start(threads);
  }

  /** Counts an attempt: in all of its buckets, or in none if one is full. */
  public Permit acquire(Attempt attempt) {
    return acquireInTurn(List.of(attempt), List.of()).get(0);
  }

  /**
   * Counts several attempts of one request, as if one after the other, but on PostgreSQL in one
   * statement.
   *
   * @param conditions if one of these is denied, all that follow it are denied with it, and are not
   *     counted
   * @param others counted independently of each other, after the conditions
   * @return the permits of the conditions and the others, in this order
   */
  public List<Permit> acquireInTurn(List<Attempt> conditions, List<Attempt> others) {
    AttemptsInTurn all =
        new AttemptsInTurn(
            Stream.concat(conditions.stream(), others.stream()).map(this::counted).toList(),
            conditions.size());
    if (all.bucketIds().findAny().isEmpty()) {
      return all.permits(turn -> UNLIMITED);
    }
    if (!database.isInTransaction()) {
      owed.settle(all.bucketIds().collect(toSet()));
    }
    return all.shareBuckets()
        ? all.permits(turn -> countIfLimited(all.attempts().get(turn)))
        : count(all);
  }

  /**
   * The bucket of an attempt that is counted in one only, for a statement that counts it together
   * with what it does. Empty if there are several, which only {@link #acquire} counts all or none,
   * or if there is no limit.
   */
  public Optional<Bucket> onlyBucket(Attempt attempt) {
    Collection<Bucket> buckets = counted(attempt).buckets().values();
    return buckets.size() == 1 ? buckets.stream().findFirst() : Optional.empty();
  }

  /** Counts a denial for the metrics. {@link #acquire} does so itself. */
  public void noteDenial(Action action) {
    limited.increment(action.text());
  }

  /**
   * Subtracts attempts again that should not count: at the end of the current transaction, or else
   * at once. If that transaction fails, they are subtracted as soon as the database works again.
   */
  public void giveBack(Permit... permits) {
    giveBack(Arrays.asList(permits));
  }

  /** The same. */
  public void giveBack(Collection<Permit> permits) {
    List<String> buckets = granted(permits).flatMap(granted -> granted.buckets().stream()).toList();
    if (!buckets.isEmpty()) {
      Instant now = database.now();
      right(
          permits,
          () -> {
            countDown(buckets, now);
            return true;
          });
    }
  }

  /**
   * Stores the consequences of a right credential, in the caller's transaction or else in one of
   * their own. If that transaction fails, the attempts are subtracted as soon as the database works
   * again: they did not fail. If it does not, the caller subtracts them.
   *
   * @param permits of the attempts with the credential
   */
  public <T> T right(Collection<Permit> permits, Supplier<T> consequences) {
    if (database.isInTransaction()) {
      database.afterFailure(() -> owe(permits));
      return consequences.get();
    }
    try {
      return database.transaction(consequences);
    } catch (RuntimeException | Error e) {
      owe(permits);
      throw e;
    }
  }

  /** As above, where the consequences follow. Call it in a transaction, before it writes. */
  public void right(Permit permit) {
    database.afterFailure(() -> owe(List.of(permit)));
  }

  private void owe(Collection<Permit> permits) {
    owed.add(granted(permits).flatMap(granted -> granted.owed().stream()).toList());
  }

  private static Stream<Permit.Granted> granted(Collection<Permit> permits) {
    return permits.stream()
        .filter(Permit.Granted.class::isInstance)
        .map(Permit.Granted.class::cast);
  }

  /** Clears the counts of this attempt and others like it. */
  public void forget(Attempt attempt) {
    Collection<Bucket> buckets = counted(attempt).buckets().values();
    if (!buckets.isEmpty()) {
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
    List<Collection<Bucket>> attempt = List.of(List.of(bucket));
    return mayJoin()
        ? !joined.countUp(attempt, 0, database.now()).isEmpty()
        : database.transaction(() -> !single.countUp(attempt, 0, database.now()).isEmpty());
  }

  private void close(Bucket bucket) {
    database
        .entities()
        .createNativeQuery(
            "UPDATE rate_counter SET hits = 0, expires_at = ?1 WHERE bucket = ?2 AND hits > 0")
        .setParameter(1, database.now().toEpochMilli())
        .setParameter(2, bucket.id())
        .executeUpdate();
  }

  /**
   * Two limits by the same subject and over the same period share a bucket: the lower one counts.
   */
  private Counted counted(Attempt attempt) {
    Map<String, Bucket> buckets = new TreeMap<>();
    for (RateLimit limit : settings.get(attempt.action().setting())) {
      String subject = attempt.subject(limit.scope(), ipv6Prefix);
      if (subject != null) {
        Bucket bucket = Bucket.of(attempt.action(), limit, subject);
        buckets.merge(
            bucket.id(), bucket, (a, b) -> a.limit().amount() <= b.limit().amount() ? a : b);
      }
    }
    return new Counted(attempt.action(), buckets);
  }

  /** A statement that commits must not wait for rows that the caller's transaction has locked. */
  private boolean mayJoin() {
    return !database.isInTransaction() && database.isPostgresql();
  }

  /** A bucket in which several attempts were counted is in the list as often. */
  private void countDown(List<String> buckets, Instant now) {
    BucketStatements statements = database.isPostgresql() ? joined : single;
    database.transaction(
        () -> {
          List<String> left = new ArrayList<>(buckets);
          while (!left.isEmpty()) {
            Set<String> once = new LinkedHashSet<>(left);
            statements.countDown(List.copyOf(once), now);
            once.forEach(left::remove);
          }
        });
  }

  private Permit countIfLimited(Counted attempt) {
    return attempt.buckets().isEmpty() ? UNLIMITED : count(AttemptsInTurn.one(attempt)).get(0);
  }

  /**
   * @param attempts in buckets that are all different, and at least one
   */
  private List<Permit> count(AttemptsInTurn attempts) {
    boolean commits = !database.isInTransaction();
    return mayJoin()
        ? count(attempts, joined, commits)
        : database.transaction(() -> count(attempts, single, commits));
  }

  private List<Permit> count(
      AttemptsInTurn attempts, BucketStatements statements, boolean commits) {
    Instant now = database.now();
    List<Collection<Bucket>> buckets = new ArrayList<>();
    attempts.attempts().forEach(attempt -> buckets.add(attempt.buckets().values()));
    Set<String> hadRoom = statements.countUp(buckets, attempts.conditions(), now);
    List<Optional<Permit>> granted =
        attempts.granted(hadRoom, counted -> new Permit.Granted(counts(counted, now), commits));
    subtractAllBut(granted, hadRoom, now);
    return attempts.permits(
        turn -> granted.get(turn).orElseGet(() -> denied(attempts.attempts().get(turn), now)));
  }

  private static List<Permit.Count> counts(Counted counted, Instant now) {
    return counted.buckets().values().stream()
        .map(bucket -> new Permit.Count(bucket.id(), now.plus(bucket.limit().per())))
        .toList();
  }

  private void subtractAllBut(List<Optional<Permit>> granted, Set<String> hadRoom, Instant now) {
    Set<String> subtracted = new TreeSet<>(hadRoom);
    granted.stream()
        .flatMap(Optional::stream)
        .forEach(permit -> ((Permit.Granted) permit).buckets().forEach(subtracted::remove));
    if (!subtracted.isEmpty()) {
      countDown(List.copyOf(subtracted), now);
    }
  }

  private Permit denied(Counted attempt, Instant now) {
    database.afterCommit(() -> noteDenial(attempt.action()));
    return new Permit.Denied(
        database.transaction(
            () ->
                attempt.buckets().values().stream()
                    .map(bucket -> untilFree(bucket, now))
                    .max(Comparator.naturalOrder())
                    .orElse(Duration.ZERO)));
  }

  /** How long the bucket is full; zero if it has room. */
  private Duration untilFree(Bucket bucket, Instant now) {
    List<?> ends =
        database
            .entities()
            .createNativeQuery(
                "SELECT expires_at FROM rate_counter WHERE bucket = ?1 AND hits >= ?2")
            .setParameter(1, bucket.id())
            .setParameter(2, bucket.limit().amount())
            .getResultList();
    return ends.stream()
        .findFirst()
        .map(millis -> Instant.ofEpochMilli(((Number) millis).longValue()))
        .map(end -> Duration.between(now, end))
        .filter(d -> !d.isNegative())
        .orElse(Duration.ZERO);
  }
}
