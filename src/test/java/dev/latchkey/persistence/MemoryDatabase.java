package dev.latchkey.persistence;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
 * <p>It is an H2, or a Derby when the system property {@code latchkey.test.database} is {@code
 * derby}.
 */
public final class MemoryDatabase {

  private static final boolean DERBY = "derby".equals(System.getProperty("latchkey.test.database"));
  private static final Deque<MemoryDatabase> IDLE = new ArrayDeque<>();

  private final String name = UUID.randomUUID().toString();
  private final DataSource pool = DERBY ? derby(name) : h2(name);
  private final List<EntityManagerFactory> factories = new ArrayList<>();
  private final List<String> tables;
  private int nodes;

  private MemoryDatabase() {
    new Migrations(pool).run();
    tables = copied();
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
      return IDLE.isEmpty() ? new MemoryDatabase() : IDLE.pop();
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
        IDLE.push(this);
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
