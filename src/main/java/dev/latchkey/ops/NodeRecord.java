package dev.latchkey.ops;

import dev.latchkey.Shared;
import dev.latchkey.admin.status.Nodes;
import dev.latchkey.metrics.history.MetricHistory;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Records in the background, on every node, that it runs and what its counters have grown by; and
 * on one of them, how many sessions there are.
 */
@Shared
public class NodeRecord {

  private static final Logger LOG = System.getLogger("dev.latchkey");
  private static final int EVERY_SECONDS = 20;
  private static final int SESSIONS_EVERY = 3;

  private final Nodes nodes;
  private final MetricHistory history;
  private volatile @Nullable Future<?> turns;
  private int turn;

  @Inject
  public NodeRecord(Nodes nodes, MetricHistory history) {
    this.nodes = nodes;
    this.history = history;
  }

  /** Starts on threads of this executor. */
  void start(ScheduledExecutorService threads) {
    turns = threads.scheduleWithFixedDelay(this::turn, 0, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  /** Writes what was counted last, and that the node has stopped. */
  void stop() {
    if (turns != null) {
      turns.cancel(false);
    }
    attempt(history::write);
    attempt(nodes::leave);
  }

  private void turn() {
    attempt(nodes::beat);
    attempt(history::write);
    if (turn++ % SESSIONS_EVERY == 0) {
      attempt(history::countSessions);
    }
  }

  /** The next turn makes up for a failure. */
  private static void attempt(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "The state of this node is not recorded now.", e);
    }
  }
}
