package dev.latchkey.throttle;

import dev.latchkey.persistence.Database;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Counts that could not be subtracted because the database failed. This node subtracts them as soon
 * as the database works again: in the background, and before it counts another attempt in their
 * buckets. It forgets those whose window has ended. Thread-safe.
 */
final class OwedCounts {

  /** Beyond it, counts stay until their windows end. */
  static final int MOST = 10_000;

  private static final Logger LOG = System.getLogger("dev.latchkey.throttle");
  private static final int BATCH = 100;
  private static final int RETRY_SECONDS = 1;

  private final Database database;
  private final Map<String, List<Permit.Count>> byBucket = new HashMap<>();
  private volatile int size;
  private @Nullable ScheduledExecutorService threads;
  private boolean scheduled;

  OwedCounts(Database database) {
    this.database = database;
  }

  /** From now on subtracts in the background. */
  synchronized void start(ScheduledExecutorService executor) {
    threads = executor;
    schedule();
  }

  synchronized void add(Collection<Permit.Count> counts) {
    for (Permit.Count count : counts) {
      if (size < MOST) {
        byBucket.computeIfAbsent(count.bucket(), bucket -> new ArrayList<>()).add(count);
        size++;
      }
    }
    schedule();
  }

  /** Subtracts what is owed to some buckets, in a transaction of its own. */
  void settle(Set<String> buckets) {
    if (size > 0) {
      Instant now = database.now();
      settle(taken(buckets), now);
    }
  }

  /** Subtracts all that is owed, in batches. */
  void settleAll() {
    while (size > 0) {
      Instant now = database.now();
      settle(taken(some()), now);
    }
  }

  private void settle(List<Permit.Count> counts, Instant now) {
    List<Permit.Count> due = new ArrayList<>(counts);
    due.removeIf(count -> !count.endsBy().isAfter(now));
    if (due.isEmpty()) {
      return;
    }
    try {
      database.transaction(() -> due.forEach(count -> subtract(count, now)));
    } catch (RuntimeException e) {
      add(due);
      throw e;
    }
  }

  /** Only in the window in which it was counted. */
  private void subtract(Permit.Count count, Instant now) {
    database
        .entities()
        .createNativeQuery(
            "UPDATE rate_counter SET hits = hits - 1,"
                + " expires_at = CASE WHEN hits = 1 THEN ?1 ELSE expires_at END"
                + " WHERE bucket = ?2 AND hits > 0 AND expires_at > ?3 AND expires_at <= ?4")
        .setParameter(1, now.toEpochMilli())
        .setParameter(2, count.bucket())
        .setParameter(3, now.toEpochMilli())
        .setParameter(4, count.endsBy().toEpochMilli())
        .executeUpdate();
  }

  /** In the order in which all statements lock buckets. */
  private synchronized List<Permit.Count> taken(Collection<String> buckets) {
    List<Permit.Count> taken = new ArrayList<>();
    for (String bucket : buckets) {
      List<Permit.Count> counts = byBucket.remove(bucket);
      if (counts != null) {
        taken.addAll(counts);
      }
    }
    size -= taken.size();
    taken.sort(Comparator.comparing(Permit.Count::bucket));
    return taken;
  }

  private synchronized List<String> some() {
    return byBucket.keySet().stream().limit(BATCH).toList();
  }

  private synchronized void schedule() {
    if (threads == null || scheduled || size == 0) {
      return;
    }
    try {
      threads.schedule(this::turn, RETRY_SECONDS, TimeUnit.SECONDS);
      scheduled = true;
    } catch (RejectedExecutionException stopping) {
      LOG.log(Level.DEBUG, "The node stops: {0} counts stay until their windows end.", size);
    }
  }

  private void turn() {
    try {
      settleAll();
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "Attempts with the right credential remain counted for now.", e);
    } finally {
      synchronized (this) {
        scheduled = false;
        schedule();
      }
    }
  }
}
