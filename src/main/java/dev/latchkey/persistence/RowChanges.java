package dev.latchkey.persistence;

import dev.latchkey.Shared;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Tells those who remember rows beyond a transaction, on all nodes, that rows have changed.
 *
 * <p>On this node they know it before the transaction's response is sent. On PostgreSQL the other
 * nodes get a notification with the commit ({@code NOTIFY}); on other databases they do not. While
 * no one remembers anything here, announcements cost nothing and no other node gets them.
 */
@Shared
public class RowChanges {

  /** The channel of the notifications. */
  public static final String CHANNEL = "latchkey_row_changes";

  private final Database database;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private volatile boolean interrupted;

  @Inject
  public RowChanges(Database database) {
    this.database = database;
  }

  /** What a change is about. */
  public enum Subject {
    /** An account, its addresses or groups, or all of its sessions. */
    ACCOUNT,
    /** One session. */
    SESSION
  }

  /**
   * A change, or the beginning of one.
   *
   * @param id the id of the account or session
   */
  public record Change(Subject subject, long id) {

    private String text() {
      return subject.name() + "/" + id;
    }

    private static Optional<Change> of(String text) {
      String[] parts = text.split("/", 2);
      try {
        return Optional.of(new Change(Subject.valueOf(parts[0]), Long.parseLong(parts[1])));
      } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
        return Optional.empty();
      }
    }
  }

  /** Forgets. Its methods are quick, do not throw, and may be called by any thread. */
  public interface Listener {

    /** Forgets what depends on these rows. */
    void changed(Change change);

    /** Forgets everything: changes may have been missed. */
    void missedChanges();
  }

  /** From now on announcements reach this listener. */
  public void subscribe(Listener listener) {
    listeners.add(listener);
  }

  /** Whether someone on this node remembers rows. */
  public boolean areOfInterest() {
    return !listeners.isEmpty();
  }

  /**
   * Announces a change of the current transaction. It takes effect with the commit, wherever in the
   * transaction it is called; it may be called for a change that is not made in the end.
   */
  public void announce(Subject subject, long id) {
    if (listeners.isEmpty()) {
      return;
    }
    Change change = new Change(subject, id);
    listeners.forEach(listener -> listener.changed(change));
    database.afterCommit(() -> listeners.forEach(listener -> listener.changed(change)));
    if (database.isPostgresql()) {
      database
          .entities()
          .createNativeQuery("SELECT pg_notify(?1, ?2)")
          .setParameter(1, CHANNEL)
          .setParameter(2, change.text())
          .getSingleResult();
    }
  }

  /**
   * Passes on a notification of any node; one of a later release may say what is not known here.
   */
  public void received(String text) {
    Optional<Change> change = Change.of(text);
    listeners.forEach(
        listener -> change.ifPresentOrElse(listener::changed, listener::missedChanges));
  }

  /** From now on notifications are missed, until {@link #resumed}. */
  public void interrupted() {
    interrupted = true;
    listeners.forEach(Listener::missedChanges);
  }

  /** From now on notifications arrive, or it is known that none ever will. */
  public void resumed() {
    interrupted = false;
    listeners.forEach(Listener::missedChanges);
  }

  /** Whether notifications are missed at present, so that nothing may be remembered. */
  public boolean areInterrupted() {
    return interrupted;
  }
}
