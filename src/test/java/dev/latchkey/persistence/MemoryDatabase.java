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
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * A database in memory and the entity manager factories of its nodes. Making one costs more than most tests do; so
 * it is emptied and lent again when the last node has given it back. Ids go on where the test before left off.
 */
final class MemoryDatabase {

  private static final Deque<MemoryDatabase> IDLE = new ArrayDeque<>();

  private final JdbcConnectionPool pool;
  private final List<EntityManagerFactory> factories = new ArrayList<>();
  private final List<String> tables;
  private int nodes;

  private MemoryDatabase() {
    String name = UUID.randomUUID().toString();
    pool = JdbcConnectionPool.create("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=20000", "sa", "");
    pool.setMaxConnections(100);
    new Migrations(pool).run();
    try (Connection c = pool.getConnection(); Statement s = c.createStatement()) {
      tables = tables(s);
      s.execute("CREATE SCHEMA first");
      for (String table : tables) {
        s.execute("CREATE TABLE first." + table + " AS SELECT * FROM public." + table);
      }
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
    try (Connection c = pool.getConnection(); Statement s = c.createStatement()) {
      s.execute("SET REFERENTIAL_INTEGRITY FALSE");
      for (String table : tables) {
        s.execute("TRUNCATE TABLE public." + table);
        s.execute("INSERT INTO public." + table + " SELECT * FROM first." + table);
      }
      s.execute("SET REFERENTIAL_INTEGRITY TRUE");
      return true;
    } catch (SQLException spoilt) {
      return false;
    }
  }

  private static List<String> tables(Statement s) throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet r =
        s.executeQuery(
            "SELECT table_name FROM information_schema.tables"
                + " WHERE table_schema = 'PUBLIC' AND table_name <> 'latchkey_schema_history'")) {
      while (r.next()) {
        names.add(r.getString(1));
      }
    }
    return names;
  }

  private static EntityManagerFactory factory(DataSource dataSource) {
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
