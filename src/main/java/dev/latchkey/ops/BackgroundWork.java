package dev.latchkey.ops;

import dev.latchkey.Shared;
import dev.latchkey.mail.Delivery;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.throttle.RateLimiter;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/**
 * The background work of a node: mail delivery, clean-up, key rotation, recording the last use of
 * sessions, receiving the changes of other nodes, counts that the database could not subtract, and
 * what administrators see of the node.
 */
@Shared
class BackgroundWork {

  private final Delivery delivery;
  private final CleanUp cleanUp;
  private final KeyUpkeep keyUpkeep;
  private final Sessions sessions;
  private final NodeRecord record;
  private final ChangeFeed changes;
  private final RateLimiter limiter;

  @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
  private ManagedThreadFactory factory;

  private volatile @Nullable BackgroundThreads threads;

  @Inject
  BackgroundWork(
      Delivery delivery,
      CleanUp cleanUp,
      KeyUpkeep keyUpkeep,
      Sessions sessions,
      ChangeFeed changes,
      NodeRecord record,
      RateLimiter limiter) {
    this.delivery = delivery;
    this.cleanUp = cleanUp;
    this.keyUpkeep = keyUpkeep;
    this.sessions = sessions;
    this.record = record;
    this.changes = changes;
    this.limiter = limiter;
  }

  /**
   * Starts the work.
   *
   * @return the threads that it runs on
   */
  BackgroundThreads start() {
    threads = new BackgroundThreads(factory);
    delivery.start(threads);
    cleanUp.start(threads);
    keyUpkeep.start(threads);
    sessions.start(threads.after(sessions.untilUseIsRecorded()));
    record.start(threads);
    changes.start(threads);
    limiter.start(threads);
    return threads;
  }

  /** Ends; remaining work, such as a mail, stays in the database for another node. */
  void stop() {
    changes.stop();
    keyUpkeep.stop();
    cleanUp.stop();
    delivery.stop();
    if (threads != null) {
      threads.shutdown();
    }
  }

  /** Writes the session uses and the metrics of the last requests. */
  void finish() {
    sessions.stop();
    record.stop();
  }
}
