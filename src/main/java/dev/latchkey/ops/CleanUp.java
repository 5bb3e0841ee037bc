package dev.latchkey.ops;

import dev.latchkey.Shared;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.JobLease;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Deletes what has expired, every minute on one of the nodes. Nothing depends on it but the size of
 * the database: what has expired is not honoured either while it is still there.
 *
 * <p>Each batch is a short transaction of its own, so that however much there is to delete, a request
 * never waits for more than a batch.
 */
@Shared
public class CleanUp {

  private static final Logger LOG = System.getLogger("dev.latchkey.cleanup");
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final int BATCH = 500;

  private final Database database;
  private final JobLease lease;
  private volatile boolean stopped;
  private volatile Future<?> turns;

  @Inject
  public CleanUp(Database database) {
    this.database = database;
    this.lease = new JobLease(database, "clean-up", EVERY.multipliedBy(2));
  }

  /** Begins to clean up now and then, each node at another moment, on threads of this executor. */
  public void start(ScheduledExecutorService threads) {
    long first = ThreadLocalRandom.current().nextLong(EVERY.toMillis());
    turns = threads.scheduleWithFixedDelay(this::turn, first, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Stops after the batch that is running. */
  public void stop() {
    stopped = true;
    if (turns != null) {
      turns.cancel(false);
    }
  }

  /**
   * Deletes everything that has expired, unless another node is at it.
   *
   * @return whether it was this node's turn to the end
   */
  public boolean run() {
    for (ExpiringRows rows : ExpiringRows.ALL) {
      do {
        if (stopped || !lease.hold()) {
          return false;
        }
      } while (rows.deleteSome(database, BATCH));
    }
    return true;
  }

  private void turn() {
    try {
      run();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Cleaning up goes on later: {0}", e.getMessage());
    }
  }
}
