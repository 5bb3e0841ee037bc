package dev.latchkey.web;

import dev.latchkey.Shared;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/**
 * The requests in progress on this node. Requests are admitted from the end of startup to the
 * beginning of shutdown, which then waits for the admitted ones. Thread-safe and non-blocking.
 */
@Shared
public class RequestsInFlight {

  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private final LongAdder begun = new LongAdder();
  private final LongAdder ended = new LongAdder();
  private volatile boolean open;

  /** Whether the node admits requests. */
  public boolean isOpen() {
    return open;
  }

  /** Begins to admit requests. */
  public void open() {
    open = true;
  }

  /** Admits no more requests. */
  public void close() {
    open = false;
  }

  /** Admits a request, if possible; the caller must then call {@link #leave} at its end. */
  boolean enter() {
    begun.increment();
    if (open) {
      return true;
    }
    ended.increment();
    return false;
  }

  void leave() {
    ended.increment();
  }

  /** About how many there are. */
  public long count() {
    long over = ended.sum(); // first, or a concurrent request would be counted as minus one
    return begun.sum() - over;
  }

  /**
   * Waits until all are complete, after {@link #close}.
   *
   * @return the number still in progress after that time
   */
  public long await(Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    try {
      while (count() > 0 && System.nanoTime() - end < 0) {
        Thread.sleep(LOOK_EVERY.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return count();
  }
}
