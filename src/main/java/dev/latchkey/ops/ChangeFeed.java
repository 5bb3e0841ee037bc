package dev.latchkey.ops;

import dev.latchkey.Shared;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.Pooling;
import dev.latchkey.persistence.PostgresNotifications;
import dev.latchkey.persistence.RowChanges;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Receives from PostgreSQL what other nodes have changed, over one connection that it keeps. When
 * that is lost, this node forgets what it remembers, and connects anew.
 */
@Shared
public class ChangeFeed {

  private static final Logger LOG = System.getLogger("dev.latchkey.sessions");
  private static final int WAIT_MILLIS = 1_000;

  private final Database database;
  private final RowChanges changes;
  private volatile boolean stopping;
  private volatile boolean connected;
  private boolean unreachable;
  private @Nullable Future<?> turns;

  @Inject
  public ChangeFeed(Database database, RowChanges changes) {
    this.database = database;
    this.changes = changes;
  }

  /** Starts on one of these threads, if anything is remembered and there are notifications. */
  public void start(ScheduledExecutorService threads) {
    if (!changes.areOfInterest() || !database.isPostgresql()) {
      return;
    }
    if (database.pooling() == Pooling.NONE) {
      changes.interrupted();
      turns = threads.scheduleWithFixedDelay(this::turn, 0, 1, TimeUnit.SECONDS);
    } else {
      LOG.log(
          Level.WARNING,
          "No notification passes through a pooler with pool_mode=transaction, so changes on other"
              + " nodes take effect here only after LATCHKEY_SESSION_MEMORY_SECONDS.");
    }
  }

  /** Whether changes on other nodes arrive at present. */
  boolean isConnected() {
    return connected;
  }

  private void turn() {
    if (stopping || unreachable) {
      return;
    }
    try {
      database.<Boolean>autoCommit(this::receive);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Changes on other nodes do not arrive: {0}", e.getMessage());
    }
  }

  /** Receives until the node stops or the connection is lost. */
  private boolean receive(Connection connection) throws SQLException {
    Optional<PostgresNotifications> reached =
        PostgresNotifications.of(connection, RowChanges.CHANNEL);
    if (reached.isEmpty()) {
      unreachable = true;
      changes.resumed();
      LOG.log(
          Level.WARNING,
          "This server hides the PostgreSQL driver, so changes on other nodes take effect here only"
              + " after LATCHKEY_SESSION_MEMORY_SECONDS.");
      return false;
    }
    PostgresNotifications notifications = reached.get();
    try {
      changes.resumed();
      connected = true;
      while (!stopping) {
        notifications.next(WAIT_MILLIS).forEach(changes::received);
        notifications.check();
      }
      notifications.stop();
      return true;
    } finally {
      connected = false;
      changes.interrupted();
    }
  }

  /** Ends within a second. */
  public void stop() {
    stopping = true;
    if (turns != null) {
      turns.cancel(false);
    }
  }
}
