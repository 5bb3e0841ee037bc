package dev.latchkey.sessions;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A fast path: reads a session by its unique token, with all that a request to an application
 * needs, in one native statement. Creating and tracking entities would take longer than the query.
 */
final class SignedInReader {

  private static final String SQL =
      "SELECT s.id, s.state, s.created, s.last_seen, a.id, a.username, e.email, g.name,"
          + " s.expires_at, s.idle_until"
          + " FROM session s JOIN account a ON a.id = s.account_id"
          + " LEFT JOIN email_address e ON e.account_id = a.id AND e.is_primary = ? AND e.verified = ?"
          + " LEFT JOIN account_group g ON g.account_id = a.id"
          + " WHERE s.token_hash = ? AND "
          + LiveSession.condition("?", "?", "?");

  private static final StateAsJson STATES = new StateAsJson();

  /**
   * @param lastSeen when its use was last noted
   * @param ends when it expires if it is not used again
   */
  record Found(SignedIn session, Instant lastSeen, Instant ends) {

    Found usedAt(Instant now) {
      return new Found(session, now, ends);
    }
  }

  private SignedInReader() {}

  /** The session, if it is live and its account active. */
  static Optional<Found> read(Connection connection, String tokenHash, Instant now)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SQL)) {
      select.setBoolean(1, true);
      select.setBoolean(2, true);
      select.setString(3, tokenHash);
      select.setLong(4, now.toEpochMilli());
      select.setLong(5, now.toEpochMilli());
      select.setBoolean(6, true);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? Optional.of(found(rows)) : Optional.empty();
      }
    }
  }

  private static Found found(ResultSet rows) throws SQLException {
    SessionState state = STATES.convertToEntityAttribute(rows.getString(2));
    Instant created = Instant.ofEpochMilli(rows.getLong(3));
    Instant lastSeen = Instant.ofEpochMilli(rows.getLong(4));
    Instant ends = ends(rows);
    SignedIn session =
        new SignedIn(
            rows.getLong(1),
            state.lastProof(created),
            state.authentication(created),
            rows.getLong(5),
            Optional.ofNullable(rows.getString(6)),
            Optional.ofNullable(rows.getString(7)),
            groups(rows));
    return new Found(session, lastSeen, ends);
  }

  private static Instant ends(ResultSet rows) throws SQLException {
    long expires = rows.getLong(9);
    long idleUntil = rows.getLong(10);
    return Instant.ofEpochMilli(rows.wasNull() ? expires : Math.min(expires, idleUntil));
  }

  /** One in each row; the last columns read, since the cursor moves. */
  private static Set<String> groups(ResultSet rows) throws SQLException {
    Set<String> groups = new TreeSet<>();
    do {
      String group = rows.getString(8);
      if (group != null) {
        groups.add(group);
      }
    } while (rows.next());
    return groups;
  }
}
