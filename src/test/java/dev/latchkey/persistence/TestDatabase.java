package dev.latchkey.persistence;

import dev.latchkey.FakeClock;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A database in memory with the real schema, under the real persistence unit, for tests without a
 * container. Each instance is a node with a clock that stands still; a second node may share the
 * rows and the clock of a first.
 *
 * <p>Outside of a transaction tests get a new entity manager from each call of {@link #entities()},
 * so that what they read there is as good as detached; the product gets none.
 */
public class TestDatabase extends Database implements AutoCloseable {

  private static final StackWalker CALLERS =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

  static {
    FLYWAY.setLevel(Level.WARNING);
  }

  private final MemoryDatabase memory;
  private final EntityManagerFactory factory;
  private final FakeClock clock;
  private final ThreadLocal<EntityManager> current = new ThreadLocal<>();
  private final Map<EntityManager, List<Runnable>> afterApplications = new ConcurrentHashMap<>();
  private final AtomicInteger attempts = new AtomicInteger();
  private final AtomicInteger violations = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();

  public TestDatabase() {
    this(MemoryDatabase.lend(), FakeClock.stoppedNow());
  }

  private TestDatabase(MemoryDatabase memory, FakeClock clock) {
    this.memory = memory;
    this.factory = memory.joined();
    this.clock = clock;
  }

  /** Another node on the same rows. */
  public TestDatabase secondNode() {
    return new TestDatabase(memory, clock);
  }

  /** The time that {@link #now()} tells. */
  public FakeClock clock() {
    return clock;
  }

  /** The time that the database itself has. */
  Instant wallClock() {
    return inspect().time();
  }

  /** How many transactions have begun, repeated ones included. */
  public int attempts() {
    return attempts.get();
  }

  /** How many transactions violated a key: JPA providers write its value to the log. */
  public int violations() {
    return violations.get();
  }

  @Override
  public EntityManager entities() {
    EntityManager mine = current.get();
    if (mine != null) {
      return mine;
    }
    Class<?> caller = CALLERS.getCallerClass();
    if (!caller
        .getProtectionDomain()
        .getCodeSource()
        .getLocation()
        .getPath()
        .endsWith("/test-classes/")) {
      throw new IllegalStateException(caller.getName() + " is in no transaction");
    }
    return created();
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public int migrate() {
    return new Migrations(memory.dataSource()).run();
  }

  @Override
  protected Connection connect() throws SQLException {
    if (closed.get()) {
      throw new SQLTransientConnectionException("this database is closed");
    }
    return memory.dataSource().getConnection();
  }

  @Override
  protected boolean inTransaction() {
    return current.get() != null;
  }

  @Override
  protected Object transactionKey() {
    return current.get();
  }

  @Override
  protected void afterCommitOfApplication(Runnable deed) {
    afterApplications.get(current.get()).add(deed);
  }

  /**
   * Does what an application does in a transaction of its own; one that this thread is in is
   * suspended meanwhile.
   */
  public void applicationTransaction(Runnable work) {
    EntityManager suspended = current.get();
    EntityManager mine = created();
    List<Runnable> deeds = new ArrayList<>();
    afterApplications.put(mine, deeds);
    current.set(mine);
    try {
      mine.getTransaction().begin();
      work.run();
      mine.getTransaction().commit();
    } finally {
      if (suspended == null) {
        current.remove();
      } else {
        current.set(suspended);
      }
      if (mine.getTransaction().isActive()) {
        mine.getTransaction().rollback();
      }
      mine.close();
      afterApplications.remove(mine);
    }
    deeds.forEach(Runnable::run);
  }

  @Override
  protected <T> T attempt(Supplier<T> work) {
    attempts.incrementAndGet();
    EntityManager mine = created();
    current.set(mine);
    try {
      mine.getTransaction().begin();
      T result = work.get();
      mine.getTransaction().commit();
      return result;
    } catch (RuntimeException e) {
      if (Failures.isConstraintViolation(e)) {
        violations.incrementAndGet();
      }
      rollBack(mine, e);
      throw e;
    } catch (Error e) {
      rollBack(mine, e);
      throw e;
    } finally {
      current.remove();
      mine.close();
    }
  }

  private static void rollBack(EntityManager mine, Throwable reason) {
    try {
      if (mine.getTransaction().isActive()) {
        mine.getTransaction().rollback();
      }
    } catch (RuntimeException e) {
      reason.addSuppressed(e);
    }
  }

  /** Whether transactions are serializable, so that the database aborts more of them. */
  public boolean isSerializable() {
    return read(
        connection -> connection.getTransactionIsolation() == Connection.TRANSACTION_SERIALIZABLE);
  }

  /** From now on the database does not answer this node any more. */
  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      memory.left();
    }
  }

  private EntityManager created() {
    if (closed.get()) {
      throw new IllegalStateException("this database is closed");
    }
    return factory.createEntityManager();
  }
}
