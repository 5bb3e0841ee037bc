package dev.latchkey.it.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** All rows of all tables, in one text with one character for each byte. */
public final class DatabaseDump {

  private DatabaseDump() {}

  public static String of(Postgres postgres, String database) {
    try (Connection connection = postgres.connect(database);
        Statement statement = connection.createStatement()) {
      StringBuilder dump = new StringBuilder();
      for (String table : tables(statement)) {
        dump.append(table).append('\n');
        appendRows(statement.executeQuery("SELECT * FROM \"" + table + '"'), dump);
      }
      return dump.toString();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> tables(Statement statement) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet found =
        statement.executeQuery(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")) {
      while (found.next()) {
        tables.add(found.getString(1));
      }
    }
    return tables;
  }

  private static void appendRows(ResultSet rows, StringBuilder dump) throws SQLException {
    int columns = rows.getMetaData().getColumnCount();
    while (rows.next()) {
      for (int i = 1; i <= columns; i++) {
        Object value = rows.getObject(i);
        byte[] bytes =
            value instanceof byte[] binary ? binary : String.valueOf(value).getBytes(UTF_8);
        dump.append(new String(bytes, ISO_8859_1)).append('\t');
      }
      dump.append('\n');
    }
  }
}
