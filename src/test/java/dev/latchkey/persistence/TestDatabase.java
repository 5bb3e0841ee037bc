package dev.latchkey.persistence;

import dev.latchkey.FakeClock;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * A database in memory with the real schema, under the real persistence unit, for tests without a container. Each
 * instance is a node with a clock that stands still; a second node may share the rows and the clock of a first.
 *
 * <p>Outside of a transaction each call of {@link #entities()} answers with a new entity manager, so that what is
 * read there is as good as detached.
 */
public class TestDatabase extends Database implements AutoCloseable {

  private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

  static {
    FLYWAY.setLevel(Level.WARNING);
  }

  private final String url;
  private final FakeClock clock;
  private final JdbcConnectionPool pool;
  private final EntityManagerFactory factory;
  private final ThreadLocal<EntityManager> current = new ThreadLocal<>();
  private final AtomicInteger attempts = new AtomicInteger();

  public TestDatabase() {
    this("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=20000", FakeClock.stoppedNow());
    migrate();
  }

  private TestDatabase(String url, FakeClock clock) {
    this.url = url;
    this.clock = clock;
    this.pool = JdbcConnectionPool.create(url, "sa", "");
    this.pool.setMaxConnections(100);
    this.factory = factory(pool);
  }

  /** Another node on the same rows. */
  public TestDatabase secondNode() {
    return new TestDatabase(url, clock);
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

  /** The time that {@link #now()} tells. */
  public FakeClock clock() {
    return clock;
  }

  /** The time that the database itself has. */
  Instant wallClock() {
    return Migrations.time(pool);
  }

  /** How many transactions have begun, repeated ones included. */
  public int attempts() {
    return attempts.get();
  }

  @Override
  public EntityManager entities() {
    EntityManager mine = current.get();
    return mine != null ? mine : factory.createEntityManager();
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public int migrate() {
    return new Migrations(pool).run();
  }

  @Override
  protected boolean inTransaction() {
    return current.get() != null;
  }

  @Override
  protected <T> T attempt(Supplier<T> work) {
    attempts.incrementAndGet();
    EntityManager mine = factory.createEntityManager();
    current.set(mine);
    try {
      mine.getTransaction().begin();
      T result = work.get();
      mine.getTransaction().commit();
      return result;
    } finally {
      current.remove();
      if (mine.getTransaction().isActive()) {
        mine.getTransaction().rollback();
      }
      mine.close();
    }
  }

  @Override
  public void close() {
    if (factory.isOpen()) {
      factory.close();
      pool.dispose();
    }
  }
}
