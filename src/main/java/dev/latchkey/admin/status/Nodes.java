package dev.latchkey.admin.status;

import dev.latchkey.Shared;
import dev.latchkey.persistence.Database;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The nodes on this database. A node that stops in an orderly way removes its row; one that does
 * not is listed for a day.
 */
@Shared
public class Nodes {

  /** A node that was seen this long ago is alive: several times as long as between two beats. */
  static final Duration ALIVE_FOR = Duration.ofSeconds(90);

  /** How long a node is listed after it was last seen. */
  static final Duration LISTED_FOR = Duration.ofDays(1);

  private static final int LONGEST_HOST = 255;
  private static final int MOST = 200;

  private final Database database;
  private final String id = UUID.randomUUID().toString();
  private volatile @Nullable Instant started;
  private boolean left;

  @Inject
  public Nodes(Database database) {
    this.database = database;
  }

  /** When this node first updated its row; null before that. */
  public @Nullable Instant started() {
    return started;
  }

  /** Records that this node runs; without an effect after {@link #leave}. */
  public synchronized void beat() {
    if (left) {
      return;
    }
    Instant now = database.now();
    if (started == null) {
      started = now;
    }
    Instant since = started == null ? now : started;
    database.transaction(
        () -> {
          if (update(now) == 0) {
            insert(now, since);
          }
        });
  }

  /** Removes this node's row for good. */
  public synchronized void leave() {
    left = true;
    database.transaction(
        () ->
            database
                .entities()
                .createNativeQuery("DELETE FROM node WHERE id = ?1")
                .setParameter(1, id)
                .executeUpdate());
  }

  /** All nodes, the one that started last first. */
  public List<SeenNode> all() {
    return database.transaction(
        () -> {
          Instant now = database.now();
          List<?> rows =
              database
                  .entities()
                  .createNativeQuery(
                      "SELECT id, host, version, started, last_seen FROM node WHERE expires_at > ?1"
                          + " ORDER BY started DESC, id OFFSET 0 ROWS FETCH FIRST "
                          + MOST
                          + " ROWS ONLY")
                  .setParameter(1, now.toEpochMilli())
                  .getResultList();
          return rows.stream().map(row -> node((Object[]) row, now)).toList();
        });
  }

  private SeenNode node(Object[] row, Instant now) {
    Instant seen = time(row[4]);
    return new SeenNode(
        (String) row[0],
        (String) row[1],
        (String) row[2],
        time(row[3]),
        seen,
        now.isBefore(seen.plus(ALIVE_FOR)),
        id.equals(row[0]));
  }

  private static Instant time(Object millis) {
    return Instant.ofEpochMilli(((Number) millis).longValue());
  }

  private int update(Instant now) {
    return database
        .entities()
        .createNativeQuery("UPDATE node SET last_seen = ?1, expires_at = ?2 WHERE id = ?3")
        .setParameter(1, now.toEpochMilli())
        .setParameter(2, now.plus(LISTED_FOR).toEpochMilli())
        .setParameter(3, id)
        .executeUpdate();
  }

  private void insert(Instant now, Instant since) {
    database
        .entities()
        .createNativeQuery(
            "INSERT INTO node (id, host, version, started, last_seen, expires_at)"
                + " VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
        .setParameter(1, id)
        .setParameter(2, host())
        .setParameter(3, Release.version())
        .setParameter(4, since.toEpochMilli())
        .setParameter(5, now.toEpochMilli())
        .setParameter(6, now.plus(LISTED_FOR).toEpochMilli())
        .executeUpdate();
  }

  private static String host() {
    String name;
    try {
      name = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      name = "unknown";
    }
    return name.length() <= LONGEST_HOST ? name : name.substring(0, LONGEST_HOST);
  }
}
