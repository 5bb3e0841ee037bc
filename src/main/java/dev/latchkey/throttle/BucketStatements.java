package dev.latchkey.throttle;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The way in which a database counts. */
interface BucketStatements {

  /**
   * Counts attempts as {@link RateLimiter#acquireInTurn} describes. An attempt was granted if it
   * was counted in all of its buckets. If it was counted in some only, because another one was
   * full, the caller must subtract it from them.
   *
   * @param attempts the buckets of each attempt, in the order of their ids; all are different
   * @param conditions how many of the attempts, from the first, are conditions for the following
   * @return the ids of the buckets in which an attempt was counted
   */
  Set<String> countUp(List<Collection<Bucket>> attempts, int conditions, Instant now);

  /**
   * Subtracts an attempt from each bucket at the end of the current transaction. A bucket without any
   * attempts left expires immediately, so that its window counts as never opened.
   *
   * @param buckets the ids, in the order in which they were counted
   */
  void countDown(List<String> buckets, Instant now);
}
