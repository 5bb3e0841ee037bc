package dev.latchkey.web;

import dev.latchkey.Shared;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/**
 * The requests that this node is answering. It admits them from the end of its start to the
 * beginning of its end, and then waits for those it has admitted. Safe for use by many threads,
 * which do not wait for each other.
 */
@Shared
public class RequestsInFlight {

  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private final LongAdder begun = new LongAdder();
  private final LongAdder ended = new LongAdder();
  private volatile boolean open;

  /** Whether the node takes requests. */
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

  /** Asks for a request to be admitted; whoever is told so calls {@link #leave} in the end. */
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
    long over = ended.sum(); // first, or one that comes and goes meanwhile would count as minus one
    return begun.sum() - over;
  }

  /**
   * Waits until all are answered, after {@link #close}.
   *
   * @return how many are not, after that time
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
