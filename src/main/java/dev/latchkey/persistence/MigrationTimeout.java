package dev.latchkey.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Removes the network timeout during a migration, which may have to rewrite a table, on a
 * connection with a timeout for requests.
 */
class MigrationTimeout extends BaseCallback {

  private static final int FOR_EVER = 0;

  private int usual;

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.BEFORE_EACH_MIGRATE
        || event == Event.AFTER_EACH_MIGRATE
        || event == Event.AFTER_EACH_MIGRATE_ERROR;
  }

  @Override
  public void handle(Event event, Context context) {
    Connection connection = context.getConnection();
    try {
      if (event == Event.BEFORE_EACH_MIGRATE) {
        usual = connection.getNetworkTimeout();
        wait(connection, FOR_EVER);
      } else {
        wait(connection, usual);
      }
    } catch (SQLException | AbstractMethodError unsupported) {
      // Then the driver keeps its timeout.
    }
  }

  private static void wait(Connection connection, int millis) throws SQLException {
    connection.setNetworkTimeout(Runnable::run, millis);
  }
}
