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

/**
 * Has it noted which sessions are being used, soon, and not by the request that uses them. Safe for
 * use by many threads.
 */
final class LastSeen {

  private static final Logger LOG = System.getLogger(LastSeen.class.getName());

  /** How many sessions are written at once. */
  static final int MOST_AT_ONCE = 50;

  private final Consumer<List<Long>> write;
  private final Set<Long> due = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean writing = new AtomicBoolean();
  private volatile Executor threads;

  /**
   * @param write notes the use of so many sessions at most, whose ids are given in ascending order
   */
  LastSeen(Consumer<List<Long>> write) {
    this.write = write;
  }

  /**
   * From now on threads of this executor write. Before, and after {@link #stop}, whoever notes a
   * use writes itself.
   */
  void start(Executor executor) {
    threads = executor;
  }

  /** Writes what is due. */
  void stop() {
    threads = null;
    writeAll();
  }

  /** Notes that a session is being used. */
  void note(long session) {
    if (!due.add(session)) {
      return;
    }
    Executor executor = threads;
    if (executor == null) {
      writeAll();
    } else if (writing.compareAndSet(false, true)) {
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
    if (!due.isEmpty()
        && writing.compareAndSet(false, true)) { // noted just before the other turn ended
      turn();
    }
  }

  /** One that cannot be written is given up: the next request with the session notes it anew. */
  private void writeAll() {
    while (!due.isEmpty()) {
      List<Long> batch = new ArrayList<>(MOST_AT_ONCE);
      // One pass for all that is due: to begin anew for each batch would look through what it has
      // emptied.
      for (Iterator<Long> all = due.iterator(); all.hasNext(); ) {
        batch.add(all.next());
        all.remove();
        if (batch.size() == MOST_AT_ONCE || !all.hasNext()) {
          write(batch.stream().sorted().toList());
          batch.clear();
        }
      }
    }
  }

  private void write(List<Long> batch) {
    try {
      write.accept(batch);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "It cannot be noted which sessions are in use: {0}", e.getMessage());
    }
  }
}
