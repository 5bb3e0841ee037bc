package dev.latchkey.persistence;

import dev.latchkey.it.support.Postgres;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * A database in memory and the entity manager factories of its nodes. Making one costs more than
 * most tests do; so it is emptied and lent again when the last node has given it back. Ids go on
 * where the test before left off.
 *
 * <p>It is an H2, or what the system property {@code latchkey.test.database} names: {@code derby}
 * or {@code postgresql}, whose databases are in the memory of a server of their own.
 */
public final class MemoryDatabase {

  /** The property that names the kind of database. */
  public static final String KIND = "latchkey.test.database";

  /** The property with the options of connections to PostgreSQL: {@code -c name=value …}. */
  static final String OPTIONS = "latchkey.test.database.options";

  /** The property with what a database executes after it has been migrated. */
  static final String SCRIPT = "latchkey.test.database.script";

  private static final Map<String, Deque<MemoryDatabase>> IDLE = new HashMap<>();

  private final String kind = kind();
  private final String name = UUID.randomUUID().toString();
  private final DataSource pool = pool(name);
  private final List<EntityManagerFactory> factories = new ArrayList<>();
  private final List<String> tables;
  private int nodes;

  private MemoryDatabase() {
    new Migrations(pool).run();
    runScript();
    tables = copied();
  }

  private static DataSource pool(String name) {
    return switch (System.getProperty(KIND, "h2")) {
      case "h2" -> h2(name);
      case "derby" -> derby(name);
      case "postgresql" -> postgresql(name);
      default -> throw new IllegalStateException(KIND + " is " + kind());
    };
  }

  /** The PostgreSQL of tests that run on it whatever the others run on; started by the first. */
  private static final class Server {
    private static final Postgres INSTANCE =
        new Postgres(
            "-c fsync=off -c full_page_writes=off -c max_connections=300 -c autovacuum=off");
  }

  private static String kind() {
    return System.getProperty(KIND, "h2")
        + " "
        + System.getProperty(OPTIONS, "")
        + System.getProperty(SCRIPT, "");
  }

  private static DataSource postgresql(String name) {
    String database = "test_" + name.replace("-", "");
    Server.INSTANCE.create(database);
    PostgresPool pool = new PostgresPool();
    pool.setUrl(Server.INSTANCE.url(database));
    pool.setOptions(System.getProperty(OPTIONS, "-c lock_timeout=20000"));
    return pool;
  }

  private static DataSource h2(String name) {
    JdbcConnectionPool pool =
        JdbcConnectionPool.create(
            "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=20000", "sa", "");
    pool.setMaxConnections(100);
    return pool;
  }

  static EmbeddedDataSource derby(String name) {
    System.setProperty("derby.stream.error.file", "target/derby.log");
    System.setProperty("derby.locks.deadlockTimeout", "1");
    EmbeddedDataSource derby = new EmbeddedDataSource();
    derby.setDatabaseName("memory:" + name);
    derby.setCreateDatabase("create");
    return derby;
  }

  private void runScript() {
    String script = System.getProperty(SCRIPT, "");
    if (!script.isEmpty()) {
      try (Connection c = pool.getConnection();
          Statement s = c.createStatement()) {
        s.execute(script);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Keeps what is in the tables at first, and tells their names. */
  private List<String> copied() {
    List<String> names = new ArrayList<>();
    try (Connection c = pool.getConnection();
        Statement s = c.createStatement()) {
      try (ResultSet r =
          c.getMetaData().getTables(null, c.getSchema(), "%", new String[] {"TABLE"})) {
        while (r.next()) {
          names.add(r.getString("TABLE_NAME"));
        }
      }
      names.remove("latchkey_schema_history");
      s.execute("CREATE SCHEMA untouched");
      for (String table : names) {
        s.execute(
            "CREATE TABLE untouched." + table + " AS SELECT * FROM " + table + " WITH NO DATA");
        s.execute("INSERT INTO untouched." + table + " SELECT * FROM " + table);
      }
      return names;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static MemoryDatabase lend() {
    synchronized (IDLE) {
      Deque<MemoryDatabase> idle = IDLE.computeIfAbsent(kind(), any -> new ArrayDeque<>());
      return idle.isEmpty() ? new MemoryDatabase() : idle.pop();
    }
  }

  DataSource dataSource() {
    return pool;
  }

  /** What a further node works with. */
  synchronized EntityManagerFactory joined() {
    if (factories.size() == nodes) {
      factories.add(factory(pool));
    }
    return factories.get(nodes++);
  }

  synchronized void left() {
    if (--nodes == 0 && isEmptied()) {
      synchronized (IDLE) {
        IDLE.get(kind).push(this);
      }
    }
  }

  private boolean isEmptied() {
    try (Connection c = pool.getConnection();
        Statement s = c.createStatement()) {
      for (String table : tables) {
        s.execute("DELETE FROM " + table);
        s.execute("INSERT INTO " + table + " SELECT * FROM untouched." + table);
      }
      return true;
    } catch (SQLException spoilt) {
      return false;
    }
  }

  /** Our entities in a database, outside of a container. */
  public static EntityManagerFactory factory(DataSource dataSource) {
    return Persistence.createEntityManagerFactory(
        "latchkey",
        Map.of(
            "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
            "jakarta.persistence.jtaDataSource", "",
            "jakarta.persistence.nonJtaDataSource", dataSource,
            "eclipselink.session-name", UUID.randomUUID().toString(),
            "eclipselink.weaving", "false",
            "eclipselink.logging.level", "OFF"));
  }
}
