package dev.latchkey.web;

import dev.latchkey.Shared;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
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
  private final Set<RequestEnd> asynchronous = ConcurrentHashMap.newKeySet();
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

  /** Admits a request, if possible; the caller must then call {@link #leave} after its dispatch. */
  boolean enter() {
    begun.increment();
    if (open) {
      return true;
    }
    ended.increment();
    return false;
  }

  /**
   * Counts a further, asynchronous dispatch of a request that has left, because it was dispatched
   * again before its first dispatch returned. The caller must then call {@link #leave}.
   */
  void reenter() {
    begun.increment();
  }

  /** Lets a request leave at its end, which is now unless it is processed asynchronously. */
  void leave(HttpServletRequest request, HttpServletResponse response) {
    AtomicReference<RequestEnd> waiting = new AtomicReference<>();
    RequestEnd end =
        RequestEnd.then(
            request,
            response,
            false,
            failed -> {
              ended.increment();
              RequestEnd waitedFor = waiting.get();
              if (waitedFor != null) {
                asynchronous.remove(waitedFor);
              }
            });
    if (end != null) {
      asynchronous.add(end);
      waiting.set(end);
      if (end.isOver()) {
        asynchronous.remove(end);
      }
    }
  }

  /** About how many there are. */
  public long count() {
    long over = ended.sum(); // first, or a concurrent request would be counted as minus one
    return begun.sum() - over;
  }

  /**
   * Waits until all are complete, after {@link #close}. Streams of server-sent events are ended:
   * their clients reconnect, to another node.
   *
   * @return the number still in progress after that time
   */
  public long await(Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    try {
      while (count() > 0 && System.nanoTime() - end < 0) {
        asynchronous.forEach(RequestEnd::endStream);
        Thread.sleep(LOOK_EVERY.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return count();
  }
}
