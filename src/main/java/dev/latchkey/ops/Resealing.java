package dev.latchkey.ops;

import dev.latchkey.Shared;
import dev.latchkey.keys.SealedStore;
import dev.latchkey.keys.ServerSecrets;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.JobLease;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Encrypts what is stored with the current secret key, if it is encrypted with a previous one, on
 * one of the nodes. Repeating it changes nothing. It must go on as long as previous keys are
 * configured, because other nodes may still write with one of them.
 */
@Shared
public class Resealing {

  private static final Logger LOG = System.getLogger("dev.latchkey.keys");
  private static final Duration LEASE = Duration.ofMinutes(2);

  /** After a turn that found nothing to do; each turn reads all that is stored. */
  private static final Duration PAUSE = Duration.ofMinutes(5);

  private final Database database;
  private final ServerSecrets secrets;
  private final List<SealedStore> stores;
  private final JobLease lease;
  private volatile boolean reported;
  private volatile Instant next = Instant.MIN;

  @Inject
  Resealing(Database database, ServerSecrets secrets, @Any Instance<SealedStore> stores) {
    this(database, secrets, stores.stream().toList());
  }

  Resealing(Database database, ServerSecrets secrets, Collection<SealedStore> stores) {
    this.database = database;
    this.secrets = secrets;
    this.stores = List.copyOf(stores);
    this.lease = new JobLease(database, "resealing", LEASE);
  }

  /**
   * Does what is due; a failure is logged. Call it outside of a transaction, repeatedly, until the
   * node stops.
   */
  public void run() {
    if (!secrets.havePrevious() || database.now().isBefore(next)) {
      return;
    }
    try {
      if (lease.hold()) {
        report(stores.stream().mapToInt(SealedStore::sealAnew).sum());
      }
    } catch (RuntimeException e) {
      LOG.log(
          Level.WARNING,
          "Encrypting stored secrets with the current SECRET_KEY is postponed: {0}",
          e.toString());
    }
  }

  private void report(int sealed) {
    if (sealed > 0) {
      LOG.log(
          Level.INFO,
          "{0} stored secrets are now encrypted with the current SECRET_KEY instead of a previous "
              + "one.",
          sealed);
      reported = false;
      return;
    }
    next = database.now().plus(PAUSE);
    if (!reported) {
      LOG.log(
          Level.INFO,
          "Everything stored is encrypted with the current SECRET_KEY. Once all nodes have it and "
              + "earlier tokens, links and codes have expired, remove LATCHKEY_PREVIOUS_SECRET_KEYS.");
      reported = true;
    }
  }
}
