package dev.latchkey.sessions;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A fast path: records session use shortly afterwards, off the request thread. Thread-safe. */
final class LastSeen {

  private static final Logger LOG = System.getLogger(LastSeen.class.getName());

  /** How many sessions one statement updates. */
  static final int MOST_AT_ONCE = 50;

  private final Consumer<List<Long>> write;
  private final Set<Long> due = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean writing = new AtomicBoolean();
  private volatile @Nullable Executor threads;

  /**
   * @param write records the use of a batch of sessions, whose ids are in ascending order
   */
  LastSeen(Consumer<List<Long>> write) {
    this.write = write;
  }

  /**
   * From now on threads of this executor write. Before, and after {@link #stop}, the calling thread
   * writes.
   *
   * @param executor which may begin later: what is recorded until then is written together
   */
  void start(Executor executor) {
    threads = executor;
  }

  /** Writes what is due. */
  void stop() {
    threads = null;
    writeAll();
  }

  /** Records that a session is in use. */
  void note(long session) {
    if (!due.add(session)) {
      return;
    }
    Executor executor = threads;
    if (executor == null) {
      writeAll();
    } else {
      writeSoon(executor);
    }
  }

  private void writeSoon(Executor executor) {
    if (writing.compareAndSet(false, true)) {
      try {
        executor.execute(this::turn);
      } catch (RejectedExecutionException ending) {
        writing.set(false); // stop() writes it
      }
    }
  }

  private void turn() {
    try {
      writeAll();
    } finally {
      writing.set(false);
    }
    Executor executor = threads;
    if (executor != null && !due.isEmpty()) { // recorded during this turn
      writeSoon(executor);
    }
  }

  /** A failed write is dropped: the next request with the session records it again. */
  private void writeAll() {
    List<Long> batch = new ArrayList<>(MOST_AT_ONCE);
    for (Iterator<Long> all = due.iterator(); all.hasNext(); ) {
      batch.add(all.next());
      all.remove();
      if (batch.size() == MOST_AT_ONCE) {
        write(batch.stream().sorted().toList());
        batch.clear();
      }
    }
    if (!batch.isEmpty()) {
      write(batch.stream().sorted().toList());
    }
  }

  private void write(List<Long> batch) {
    try {
      write.accept(batch);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The last use of sessions cannot be recorded: {0}", e.getMessage());
    }
  }
}
