package dev.latchkey.ops.watch;

import dev.latchkey.Shared;
import dev.latchkey.mail.DeliveryState;
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
   * @param database whether the database responds within two seconds and can be written
   * @param senderRejected whether the mail server, at the latest attempt, rejected Latchkey as the
   *     sender; this does not affect readiness
   */
  record State(boolean started, boolean database, boolean senderRejected) {

    boolean isReady() {
      return started && database;
    }
  }

  private final RequestsInFlight requests;
  private final CachedCheck<DatabaseFacts> database;
  private final DeliveryState delivery;

  @Inject
  public Readiness(
      RequestsInFlight requests, Database database, CheckThreads watch, DeliveryState delivery) {
    this(requests, watch.check(database::inspect), delivery);
  }

  Readiness(
      RequestsInFlight requests, CachedCheck<DatabaseFacts> database, DeliveryState delivery) {
    this.requests = requests;
    this.database = database;
    this.delivery = delivery;
  }

  State state() {
    boolean started = requests.isOpen();
    return new State(
        started, started && database.result().isPresent(), delivery.isSenderRejected());
  }
}
