package dev.latchkey.ops.watch;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A cached, asynchronous check that may be slow, such as a database query. It runs on another
 * thread, one at a time; callers wait for a limited time, and a result is reused for a short time,
 * so that many callers do not overload the database. Thread-safe.
 */
final class CachedCheck<T> {

  /** The current or last run of the check, and when it began. */
  private record Run<T>(long nanos, CompletableFuture<T> result) {}

  private final Executor threads;
  private final Supplier<T> check;
  private final long patience;
  private final long goodFor;
  private final LongSupplier nanoTime;
  private @Nullable Run<T> last;

  /**
   * @param check the check; throws if it has no result
   * @param patience how long a caller waits
   * @param goodFor how long a result is reused, from the beginning of its check
   */
  CachedCheck(
      Executor threads,
      Supplier<T> check,
      Duration patience,
      Duration goodFor,
      LongSupplier nanoTime) {
    this.threads = threads;
    this.check = check;
    this.patience = patience.toNanos();
    this.goodFor = goodFor.toNanos();
    this.nanoTime = nanoTime;
  }

  /**
   * The result; empty if there is none, or none in time. Callers do not wait for a check that began
   * too long ago.
   */
  Optional<T> result() {
    Run<T> run = run();
    long left = Math.max(0, patience - (nanoTime.getAsLong() - run.nanos));
    try {
      return Optional.of(run.result.get(left, TimeUnit.NANOSECONDS));
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private synchronized Run<T> run() {
    long now = nanoTime.getAsLong();
    if (last == null || last.result.isDone() && now - last.nanos >= goodFor) {
      last = new Run<>(now, begun());
    }
    return last;
  }

  private CompletableFuture<T> begun() {
    try {
      return CompletableFuture.supplyAsync(check, threads);
    } catch (RejectedExecutionException atTheEnd) {
      return CompletableFuture.failedFuture(atTheEnd);
    }
  }
}
