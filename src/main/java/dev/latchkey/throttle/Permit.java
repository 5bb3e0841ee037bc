package dev.latchkey.throttle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Whether an attempt may be made. */
public sealed interface Permit {

  /** It may be made, and has been counted. */
  final class Granted implements Permit {

    private final List<Count> counts;
    private final AtomicBoolean mayBeOwed;

    /**
     * @param isCommitted whether the counts are; otherwise they are lost with their transaction
     */
    Granted(List<Count> counts, boolean isCommitted) {
      this.counts = List.copyOf(counts);
      this.mayBeOwed = new AtomicBoolean(isCommitted);
    }

    List<String> buckets() {
      return counts.stream().map(Count::bucket).toList();
    }

    /** The counts that are to be subtracted later; empty from the second call on. */
    List<Count> owed() {
      return mayBeOwed.getAndSet(false) ? counts : List.of();
    }
  }

  /**
   * A bucket in which an attempt was counted.
   *
   * @param endsBy when the window has ended in which it was counted: that began then, or before.
   *     The next one ends later
   */
  record Count(String bucket, Instant endsBy) {}

  /** It may not be made before this time has passed. */
  record Denied(Duration retryAfter) implements Permit {}
}
