package dev.latchkey.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The transactions that {@link Database} begins itself. In a thread, at most one is current, and
 * others are suspended.
 */
final class OwnTransactions {

  private final Database database;

  /** The one of this thread; it may be suspended. */
  private final ThreadLocal<@Nullable OwnTransaction> own = new ThreadLocal<>();

  OwnTransactions(Database database) {
    this.database = database;
  }

  private record Committed<T>(T result, List<Runnable> deeds) {}

  /**
   * Runs the work in a new transaction, and after its commit what waits for that.
   *
   * @throws DatabaseUnavailable if the database cannot be reached
   */
  <T> T run(Supplier<T> work) {
    Committed<T> committed = committed(work);
    committed.deeds.forEach(Runnable::run);
    return committed.result;
  }

  /** The current transaction, unless the application has begun it. */
  @Nullable OwnTransaction current() {
    OwnTransaction mine = own.get();
    return mine == null || !mine.key().equals(database.transactionKey()) ? null : mine;
  }

  /** A later attempt may fail before it has any remedy: then those of an earlier one are left. */
  private <T> Committed<T> committed(Supplier<T> work) {
    List<Runnable> remedies = new ArrayList<>();
    try {
      return Repetition.of(
          () -> database.attempt(() -> ConnectionLost.detect(() -> attempt(work, remedies))));
    } catch (RuntimeException | Error e) {
      remedies.forEach(Runnable::run);
      throw e;
    }
  }

  private <T> Committed<T> attempt(Supplier<T> work, List<Runnable> remedies) {
    OwnTransaction suspended = own.get();
    OwnTransaction mine = new OwnTransaction(database.transactionKey());
    own.set(mine);
    try {
      T result = work.get();
      LateWrite.execute(database.entities(), mine.writes(), database.isPostgresql());
      return new Committed<>(result, mine.deeds());
    } finally {
      if (!mine.remedies().isEmpty()) {
        remedies.clear();
        remedies.addAll(mine.remedies());
      }
      if (suspended == null) {
        own.remove();
      } else {
        own.set(suspended);
      }
    }
  }
}
