package dev.latchkey.ops;

import dev.latchkey.Shared;
import dev.latchkey.keys.KeyRing;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.Pooling;
import dev.latchkey.settings.ServerSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.tokens.Strategies;
import dev.latchkey.web.RequestsInFlight;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/** The life cycle of this node. */
@Shared
public class Node {

  private static final Logger LOG = System.getLogger("dev.latchkey");

  private final Settings settings;
  private final Database database;
  private final KeyRing keys;
  private final StartupChecks checks;
  private final Strategies strategies;
  private final BackgroundWork work;
  private final ContainerSecurity containerSecurity;
  private final RequestsInFlight requests;
  private final AtomicBoolean stopped = new AtomicBoolean();

  @Inject
  public Node(
      Settings settings,
      Database database,
      KeyRing keys,
      StartupChecks checks,
      Strategies strategies,
      BackgroundWork work,
      ContainerSecurity containerSecurity,
      RequestsInFlight requests) {
    this.settings = settings;
    this.database = database;
    this.keys = keys;
    this.checks = checks;
    this.strategies = strategies;
    this.work = work;
    this.containerSecurity = containerSecurity;
    this.requests = requests;
  }

  /**
   * Prepares everything for the first request.
   *
   * @param rolesAreEnforced whether the server is configured to enforce annotations with roles
   * @throws CannotStart if the database cannot be used
   */
  void start(Server server, boolean rolesAreEnforced) {
    checks.check();
    int migrations = migrate(server);
    if (strategies.maySign()) {
      keys.signing(); // new keys take long to make: no login waits for them
    }
    checks
        .warnings(server, rolesAreEnforced)
        .forEach(sentence -> LOG.log(Level.WARNING, "{0}", sentence));
    containerSecurity.watch(server, work.start());
    requests.open();
    LOG.log(
        Level.INFO,
        "Latchkey is ready: token strategy {0}, {1} migrations run.",
        strategies.active().getClass().getSimpleName(),
        migrations);
  }

  /**
   * Stops: admits no more requests, ends background work, and waits for the requests in progress.
   * Remaining work, such as a mail, stays in the database for another node. A second call has no
   * effect.
   */
  void stop() {
    if (stopped.getAndSet(true)) {
      return;
    }
    requests.close();
    work.stop();
    long left = requests.await(settings.get(ServerSettings.SHUTDOWN_WAIT));
    if (left > 0) {
      LOG.log(
          Level.WARNING,
          "{0} requests are still in progress at the end of the shutdown wait and are abandoned.",
          left);
    }
    work.finish();
  }

  private int migrate(Server server) {
    try {
      if (database.pooling() != Pooling.BY_TRANSACTION_WITH_NAMED_STATEMENTS) {
        return database.migrate();
      }
    } catch (RuntimeException e) {
      throw new CannotStart(
          "The schema cannot be brought up to date ("
              + firstLine(e)
              + "). Look whether the database runs and its user "
              + "may create tables. For another database, "
              + server.howToAddDataSource()
              + ".",
          e);
    }
    throw new CannotStart(
        "A pooler lends connections of the database for one transaction at a time (as PgBouncer with"
            + " pool_mode=transaction), and the driver names prepared statements, so a statement"
            + " could return another client's rows. Add prepareThreshold=0 to the database's"
            + " address (DB_URL), or have the pooler use pool_mode=session.",
        null);
  }

  private static String firstLine(RuntimeException e) {
    return String.valueOf(e.getMessage())
        .lines()
        .filter(line -> !line.isBlank())
        .findFirst()
        .orElse("")
        .strip();
  }
}
