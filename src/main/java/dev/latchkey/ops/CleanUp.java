package dev.latchkey.ops;

import dev.latchkey.Shared;
import dev.latchkey.metrics.Counter;
import dev.latchkey.metrics.Counters;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.JobLease;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Deletes expired rows, once a minute or more often, on one of the nodes. Only the size of the
 * database depends on it: expired rows are ignored even before they are deleted.
 *
 * <p>Each batch is a short transaction of its own, so that a request never waits for more than one
 * batch. Between batches it rests several times as long as the last one took: so even a large
 * backlog leaves the database to requests.
 */
@Shared
public class CleanUp {

  private static final Logger LOG = System.getLogger("dev.latchkey.cleanup");
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final int BATCH = 500;
  private static final int REST = 8;

  private final Database database;
  private final JobLease lease;
  private final Counter removed;
  private volatile @Nullable ScheduledExecutorService threads;

  @Inject
  public CleanUp(Database database, Counters counters) {
    this.database = database;
    this.removed = counters.removed();
    this.lease = new JobLease(database, "clean-up", EVERY.multipliedBy(2));
  }

  /** Starts the periodic clean-up on threads of this executor. */
  public void start(ScheduledExecutorService executor) {
    threads = executor;
    turnAfter(EVERY);
  }

  /** Stops after the batches that are running. */
  public void stop() {
    threads = null;
  }

  /**
   * Deletes one batch from each table, unless another node is cleaning up.
   *
   * @return whether this node has more to delete
   */
  boolean run() {
    boolean more = false;
    if (lease.hold()) {
      for (ExpiringRows rows : ExpiringRows.ALL) {
        int deleted = rows.deleteSome(database, BATCH);
        removed.add(deleted, rows.table());
        more |= deleted == BATCH;
      }
    }
    return more;
  }

  /** Releases the thread between two runs: a server may have a single one for all work. */
  private void turn() {
    boolean more = false;
    long begun = System.nanoTime();
    try {
      more = threads != null && run();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The clean-up is postponed: {0}", e.getMessage());
    } finally {
      if (more) {
        again(Duration.ofNanos(System.nanoTime() - begun).multipliedBy(REST));
      } else {
        turnAfter(EVERY);
      }
    }
  }

  private void again(Duration after) {
    ScheduledExecutorService executor = threads;
    if (executor != null) {
      Duration delay = after.compareTo(EVERY) < 0 ? after : EVERY;
      executor.schedule(this::turn, delay.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /** Half of the time is random, so that the nodes do not run together. */
  private void turnAfter(Duration atMost) {
    ScheduledExecutorService executor = threads;
    if (executor != null) {
      long millis = atMost.toMillis() / 2;
      executor.schedule(
          this::turn,
          millis + ThreadLocalRandom.current().nextLong(millis + 1),
          TimeUnit.MILLISECONDS);
    }
  }
}
