package dev.latchkey.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import javax.sql.DataSource;

/**
 * Time and address of a database.
 *
 * @param time its current time
 * @param url its address, as reported by the driver; it may contain a password
 */
public record DatabaseFacts(Instant time, String url) {

  /**
   * @throws DatabaseUnavailable if it does not respond, or lacks Latchkey's schema
   */
  static DatabaseFacts of(DataSource dataSource) {
    try (Connection c = dataSource.getConnection()) {
      return of(c);
    } catch (SQLException e) {
      throw new DatabaseUnavailable("The database does not tell the time.", e);
    }
  }

  /** As {@link #of(DataSource)}, over a connection that stays open. */
  static DatabaseFacts of(Connection connection) throws SQLException {
    try (PreparedStatement s =
            connection.prepareStatement("SELECT CURRENT_TIMESTAMP FROM database_clock");
        ResultSet r = s.executeQuery()) {
      r.next();
      return new DatabaseFacts(
          r.getTimestamp(1).toInstant(), String.valueOf(connection.getMetaData().getURL()));
    }
  }

  /** Whether it is lost when this process ends. */
  public boolean isInMemory() {
    return kind().matches("jdbc:(h2:mem|hsqldb:mem|derby:memory):.*");
  }

  /** Whether it is embedded in this process, so that only one node can use it. */
  public boolean isEmbedded() {
    return isInMemory()
        || kind().matches("jdbc:h2:.*") && !kind().matches("jdbc:h2:(tcp|ssl):.*")
        || kind().matches("jdbc:derby:.*") && !kind().startsWith("jdbc:derby://")
        || kind().matches("jdbc:hsqldb:(file|res):.*");
  }

  /** Whether it is a Derby network server. */
  public boolean isDerbyServer() {
    return kind().startsWith("jdbc:derby://");
  }

  private String kind() {
    return url.toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return "DatabaseFacts[" + time + "]";
  }
}
