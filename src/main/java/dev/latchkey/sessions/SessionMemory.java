package dev.latchkey.sessions;

import dev.latchkey.Shared;
import dev.latchkey.persistence.RowChanges;
import dev.latchkey.persistence.RowChanges.Change;
import dev.latchkey.persistence.RowChanges.Subject;
import dev.latchkey.settings.SessionSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A fast path: what the database said about sessions in the last few seconds, by the digest of
 * their tokens ({@code LATCHKEY_SESSION_MEMORY_SECONDS}; nothing by default). Thread-safe.
 *
 * <p>It answers for no longer than the setting says, nor beyond the end of a session, and forgets
 * what changes ({@link RowChanges}). It holds at most 100,000 sessions and 32 MiB; the oldest
 * answers go first.
 */
@Shared
public class SessionMemory implements RowChanges.Listener {

  static final int MOST = 100_000;
  static final long MOST_BYTES = 32L << 20;

  /** Of an entry with its indexes, without its texts. */
  private static final int ENTRY_BYTES = 600;

  private static final int RECENT_CHANGES = 1024;

  private final Duration bound;
  private final RowChanges rowChanges;
  private final Map<String, Entry> byDigest = new LinkedHashMap<>();
  private final Map<Change, Set<String>> bySubject = new HashMap<>();
  private final Deque<Change> recent = new ArrayDeque<>();
  private long bytes;
  private long changes;
  private long lastMissed;

  private record Entry(SignedInReader.Found found, Instant until, long bytes) {}

  @Inject
  public SessionMemory(Settings settings, RowChanges rowChanges) {
    this.bound = settings.get(SessionSettings.MEMORY);
    this.rowChanges = rowChanges;
    if (isOn()) {
      rowChanges.subscribe(this);
    }
  }

  boolean isOn() {
    return !bound.isZero();
  }

  /** What the database said about a token, if that is still valid. */
  synchronized Optional<SignedInReader.Found> find(String digest, Instant now) {
    return Optional.ofNullable(byDigest.get(digest))
        .filter(entry -> now.isBefore(entry.until))
        .map(Entry::found);
  }

  /** The number of changes so far; take it before the database is asked. */
  synchronized long mark() {
    return changes;
  }

  /**
   * Remembers an answer of the database, unless one of its rows has changed since it was asked, or
   * changes on other nodes do not arrive.
   *
   * @param mark the {@link #mark()} from before that
   * @param asked when it was asked
   */
  synchronized void keep(String digest, SignedInReader.Found found, long mark, Instant asked) {
    if (!isOn() || rowChanges.areInterrupted() || hasChanged(found.session(), mark)) {
      return;
    }
    remove(digest);
    Instant until = asked.plus(bound);
    Entry entry =
        new Entry(found, found.ends().isBefore(until) ? found.ends() : until, bytesOf(found));
    byDigest.put(digest, entry);
    subjects(found.session())
        .forEach(subject -> bySubject.computeIfAbsent(subject, s -> new HashSet<>()).add(digest));
    bytes += entry.bytes;
    makeRoom(asked);
  }

  /** Remembers that the use of a session has been recorded. */
  synchronized void used(String digest, Instant now) {
    byDigest.computeIfPresent(
        digest, (d, entry) -> new Entry(entry.found.usedAt(now), entry.until, entry.bytes));
  }

  @Override
  public synchronized void changed(Change change) {
    changes++;
    recent.addLast(change);
    if (recent.size() > RECENT_CHANGES) {
      recent.removeFirst();
    }
    Set.copyOf(bySubject.getOrDefault(change, Set.of())).forEach(this::remove);
  }

  @Override
  public synchronized void missedChanges() {
    lastMissed = ++changes;
    recent.clear();
    byDigest.clear();
    bySubject.clear();
    bytes = 0;
  }

  /** The number of sessions that are remembered. */
  synchronized int size() {
    return byDigest.size();
  }

  /** Whether the rows of a session may have changed after a mark. */
  private boolean hasChanged(SignedIn session, long mark) {
    long since = changes - mark;
    if (mark < lastMissed || since > recent.size()) {
      return true;
    }
    Set<Change> subjects = subjects(session);
    Iterator<Change> latest = recent.descendingIterator();
    for (long i = 0; i < since; i++) {
      if (subjects.contains(latest.next())) {
        return true;
      }
    }
    return false;
  }

  /** The first entry is the oldest: each was put behind all others. */
  private void makeRoom(Instant now) {
    while (!byDigest.isEmpty()) {
      Map.Entry<String, Entry> oldest = byDigest.entrySet().iterator().next();
      boolean isOver = byDigest.size() > MOST || bytes > MOST_BYTES;
      if (!isOver && now.isBefore(oldest.getValue().until)) {
        return;
      }
      remove(oldest.getKey());
    }
  }

  private void remove(String digest) {
    @Nullable Entry gone = byDigest.remove(digest);
    if (gone == null) {
      return;
    }
    bytes -= gone.bytes;
    for (Change subject : subjects(gone.found.session())) {
      bySubject.computeIfPresent(
          subject,
          (s, digests) -> {
            digests.remove(digest);
            return digests.isEmpty() ? null : digests;
          });
    }
  }

  private static Set<Change> subjects(SignedIn session) {
    return Set.of(
        new Change(Subject.SESSION, session.sessionId()),
        new Change(Subject.ACCOUNT, session.accountId()));
  }

  private static long bytesOf(SignedInReader.Found found) {
    SignedIn session = found.session();
    long characters =
        session.username().map(String::length).orElse(0)
            + session.email().map(String::length).orElse(0)
            + session.groups().stream().mapToLong(group -> group.length() + 64L).sum();
    return ENTRY_BYTES + 2 * characters;
  }
}
