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

/**
 * A question that may take long to answer, as one to a database can, put so that nobody waits for
 * it longer than they want to. It is asked on another thread, by one at a time whoever wants to
 * know, and an answer is good for a moment; so however many ask, what they ask is not overrun. Safe
 * for use by many threads.
 */
final class Enquiry<T> {

  /** The thread that is asking, or has asked; when it began. */
  private record Asked<T>(long nanos, CompletableFuture<T> answer) {}

  private final Executor threads;
  private final Supplier<T> question;
  private final long patience;
  private final long goodFor;
  private final LongSupplier nanoTime;
  private Asked<T> last;

  /**
   * @param question what to ask; throws when there is no answer
   * @param patience how long one waits for it
   * @param goodFor how long an answer serves others after the question was put
   */
  Enquiry(
      Executor threads,
      Supplier<T> question,
      Duration patience,
      Duration goodFor,
      LongSupplier nanoTime) {
    this.threads = threads;
    this.question = question;
    this.patience = patience.toNanos();
    this.goodFor = goodFor.toNanos();
    this.nanoTime = nanoTime;
  }

  /**
   * The answer; empty when there is none, or none in time. Nobody waits for a question put too long
   * ago.
   */
  Optional<T> answer() {
    Asked<T> asked = asked();
    long left = Math.max(0, patience - (nanoTime.getAsLong() - asked.nanos));
    try {
      return Optional.of(asked.answer.get(left, TimeUnit.NANOSECONDS));
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private synchronized Asked<T> asked() {
    long now = nanoTime.getAsLong();
    if (last == null || last.answer.isDone() && now - last.nanos >= goodFor) {
      last = new Asked<>(now, begun());
    }
    return last;
  }

  private CompletableFuture<T> begun() {
    try {
      return CompletableFuture.supplyAsync(question, threads);
    } catch (RejectedExecutionException atTheEnd) {
      return CompletableFuture.failedFuture(atTheEnd);
    }
  }
}
