package dev.latchkey.keys;

import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.DatabaseUnavailable;
import dev.latchkey.persistence.Migrations;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.h2.jdbcx.JdbcDataSource;

/** A database in memory whose clock the test sets, and which can be made not to answer. */
public final class RingDatabase extends Database implements AutoCloseable {

  private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
  private final EntityManagerFactory factory;
  private final ThreadLocal<EntityManager> current = new ThreadLocal<>();
  private volatile Instant now;
  private volatile boolean down;

  public RingDatabase() {
    this(Instant.parse("2026-01-01T00:00:00Z"));
  }

  public RingDatabase(Instant begin) {
    now = begin;
    migrate();
    factory =
        Persistence.createEntityManagerFactory(
            "latchkey",
            Map.of(
                "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                "jakarta.persistence.jtaDataSource", "",
                "jakarta.persistence.jdbc.url", url,
                "jakarta.persistence.jdbc.driver", "org.h2.Driver",
                "eclipselink.session-name", url,
                "eclipselink.logging.level", "SEVERE"));
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  public void setDown(boolean unreachable) {
    down = unreachable;
  }

  @Override
  public EntityManager entities() {
    if (down) {
      throw new DatabaseUnavailable("The test has stopped the database.", null);
    }
    EntityManager running = current.get();
    return running == null ? factory.createEntityManager() : running;
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public int migrate() {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL(url);
    return new Migrations(source).run();
  }

  @Override
  protected boolean inTransaction() {
    return current.get() != null;
  }

  @Override
  protected <T> T attempt(Supplier<T> work) {
    EntityManager manager = factory.createEntityManager();
    current.set(manager);
    try {
      manager.getTransaction().begin();
      T result = work.get();
      manager.getTransaction().commit();
      return result;
    } finally {
      current.remove();
      if (manager.getTransaction().isActive()) {
        manager.getTransaction().rollback();
      }
      manager.close();
    }
  }

  @Override
  public void close() {
    factory.close();
  }
}
