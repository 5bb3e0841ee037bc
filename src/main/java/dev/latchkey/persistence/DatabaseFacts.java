package dev.latchkey.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import javax.sql.DataSource;

/**
 * What a database tells about itself.
 *
 * @param time what time it has
 * @param url where it is, as its driver sees it; it may have a password in it
 */
public record DatabaseFacts(Instant time, String url) {

  /**
   * @throws DatabaseUnavailable when it does not answer, or has not got our schema
   */
  static DatabaseFacts of(DataSource dataSource) {
    try (Connection c = dataSource.getConnection();
        PreparedStatement s = c.prepareStatement("SELECT CURRENT_TIMESTAMP FROM database_clock");
        ResultSet r = s.executeQuery()) {
      r.next();
      return new DatabaseFacts(
          r.getTimestamp(1).toInstant(), String.valueOf(c.getMetaData().getURL()));
    } catch (SQLException e) {
      throw new DatabaseUnavailable("The database does not tell the time.", e);
    }
  }

  /** Whether it is gone when this process ends. */
  public boolean isInMemory() {
    return kind().matches("jdbc:(h2:mem|hsqldb:mem|derby:memory):.*");
  }

  /** Whether it lives in this process, so that one node alone can use it. */
  public boolean isEmbedded() {
    return isInMemory()
        || kind().matches("jdbc:h2:.*") && !kind().matches("jdbc:h2:(tcp|ssl):.*")
        || kind().matches("jdbc:derby:.*") && !kind().startsWith("jdbc:derby://")
        || kind().matches("jdbc:hsqldb:(file|res):.*");
  }

  /** Whether it is Derby behind its own network server. */
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
