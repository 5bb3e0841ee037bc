package dev.latchkey.persistence;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The notifications that a connection of PostgreSQL's driver receives. JDBC has none, and the
 * driver belongs to the server, so its interface is called by name.
 */
public final class PostgresNotifications {

  private static final String DRIVER = "org.postgresql.PGConnection";

  private final Connection connection;
  private final Object driver;
  private final Method next;

  private PostgresNotifications(Connection connection, Object driver, Method next) {
    this.connection = connection;
    this.driver = driver;
    this.next = next;
  }

  /**
   * Begins to listen to a channel, until the connection is closed or {@link #stop} is called.
   *
   * @param channel a name of lower-case letters and underscores
   * @return empty if the connection does not give access to the driver
   */
  public static Optional<PostgresNotifications> of(Connection connection, String channel)
      throws SQLException {
    Optional<PostgresNotifications> notifications = reach(connection);
    if (notifications.isPresent()) {
      execute(connection, "LISTEN " + channel);
    }
    return notifications;
  }

  private static Optional<PostgresNotifications> reach(Connection connection) throws SQLException {
    for (ClassLoader loader : loaders(connection)) {
      try {
        Class<?> type = Class.forName(DRIVER, false, loader);
        return Optional.of(
            new PostgresNotifications(
                connection,
                connection.unwrap(type),
                type.getMethod("getNotifications", int.class)));
      } catch (ReflectiveOperationException | SQLException e) {
        // This loader does not know the driver, or another one than the connection's.
      }
    }
    return Optional.empty();
  }

  /** Where the driver may be: with the application, or where the connection's own objects are. */
  private static List<ClassLoader> loaders(Connection connection) throws SQLException {
    List<ClassLoader> loaders = new ArrayList<>();
    Stream.of(
            Thread.currentThread().getContextClassLoader(),
            connection.createArrayOf("int4", new Object[0]).getClass().getClassLoader(),
            connection.getMetaData().getClass().getClassLoader())
        .filter(loader -> loader != null && !loaders.contains(loader))
        .forEach(loaders::add);
    return loaders;
  }

  /**
   * Waits for notifications.
   *
   * @param millis how long to wait if there are none
   * @return their payloads, the oldest first
   * @throws SQLException if the connection is lost
   */
  public List<String> next(int millis) throws SQLException {
    try {
      Object[] received = (Object[]) next.invoke(driver, millis);
      List<String> payloads = new ArrayList<>();
      if (received != null) {
        for (Object notification : received) {
          payloads.add((String) parameter(notification).invoke(notification));
        }
      }
      return payloads;
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof SQLException cause ? cause : new SQLException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new SQLException(e);
    }
  }

  private Method parameter(Object notification) throws ReflectiveOperationException {
    ClassLoader loader = next.getDeclaringClass().getClassLoader();
    return Class.forName("org.postgresql.PGNotification", false, loader).getMethod("getParameter");
  }

  /**
   * Asks the database for a sign of life, which brings waiting notifications, too.
   *
   * @throws SQLException if the connection is lost
   */
  public void check() throws SQLException {
    execute(connection, "SELECT 1");
  }

  /** Leaves the connection as it was. */
  public void stop() throws SQLException {
    execute(connection, "UNLISTEN *");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
