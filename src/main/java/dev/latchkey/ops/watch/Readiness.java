package dev.latchkey.ops.watch;

import dev.latchkey.Shared;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.DatabaseFacts;
import dev.latchkey.web.RequestsInFlight;
import jakarta.inject.Inject;

/** The readiness of this node. */
@Shared
public class Readiness {

  /**
   * The conditions.
   *
   * @param started whether the schema is up to date, and the node admits requests
   * @param database whether the database responds within two seconds
   */
  record State(boolean started, boolean database) {

    boolean isReady() {
      return started && database;
    }
  }

  private final RequestsInFlight requests;
  private final CachedCheck<DatabaseFacts> database;

  @Inject
  public Readiness(RequestsInFlight requests, Database database, CheckThreads watch) {
    this(requests, watch.check(database::inspect));
  }

  Readiness(RequestsInFlight requests, CachedCheck<DatabaseFacts> database) {
    this.requests = requests;
    this.database = database;
  }

  State state() {
    boolean started = requests.isOpen();
    return new State(started, started && database.result().isPresent());
  }
}
