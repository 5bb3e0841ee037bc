import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.Driver;

/**
 * Makes an empty database on a PostgreSQL server, or drops one: {@code TestDatabase create|drop NAME JDBC-URL}.
 * {@code create} prints the URL of the new database, its user and its password, a line each; {@code show} prints the
 * same of the database that the URL names, and asks no server. Parameters of the URL are kept.
 */
class TestDatabase {

  public static void main(String[] args) throws Exception {
    String name = args[1];
    String url = args[2];
    Properties parts = Driver.parseURL(url, new Properties());
    if (parts == null) {
      System.err.println("LATCHKEY_TEST_DB is no URL of a PostgreSQL; allowed: jdbc:postgresql://HOST:PORT/DATABASE?user=…");
      System.exit(2);
    }
    if (args[0].equals("show")) {
      print(parts, parts.getProperty("PGDBNAME"), url);
      return;
    }
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      if (args[0].equals("drop")) {
        statement.execute("drop database if exists " + name + " with (force)");
        return;
      }
      statement.execute("create database " + name);
    }
    print(parts, name, url);
  }

  private static void print(Properties parts, String name, String url) {
    System.out.println(
        "jdbc:postgresql://" + parts.getProperty("PGHOST") + ":" + parts.getProperty("PGPORT") + "/" + name + others(url));
    System.out.println(parts.getProperty("user", ""));
    // Not every server takes an empty one; where the database asks for none, any will do.
    System.out.println(parts.getProperty("password", "none"));
  }

  /** The parameters but for user and password, which servers take by themselves. */
  private static String others(String url) {
    if (!url.contains("?")) {
      return "";
    }
    String others =
        Stream.of(url.substring(url.indexOf('?') + 1).split("&"))
            .filter(parameter -> !parameter.matches("(user|password)=.*") && !parameter.isEmpty())
            .collect(Collectors.joining("&"));
    return others.isEmpty() ? "" : "?" + others;
  }
}
