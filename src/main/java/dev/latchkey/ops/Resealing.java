package dev.latchkey.ops;

import dev.latchkey.Shared;
import dev.latchkey.keys.KeyRing;
import dev.latchkey.keys.ServerSecrets;
import dev.latchkey.mail.Outbox;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.JobLease;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Encrypts what is stored with the current secret key, if it is encrypted with a previous one, on
 * one of the nodes. Repeating it changes nothing. It must go on as long as previous keys are
 * configured, because other nodes may still write with one of them.
 */
@Shared
public class Resealing {

  private static final Logger LOG = System.getLogger("dev.latchkey.keys");
  private static final Duration LEASE = Duration.ofMinutes(2);

  private final ServerSecrets secrets;
  private final KeyRing keys;
  private final Outbox outbox;
  private final JobLease lease;
  private volatile boolean reported;

  @Inject
  public Resealing(Database database, ServerSecrets secrets, KeyRing keys, Outbox outbox) {
    this.secrets = secrets;
    this.keys = keys;
    this.outbox = outbox;
    this.lease = new JobLease(database, "resealing", LEASE);
  }

  /**
   * Does what is due; a failure is logged. Call it outside of a transaction, repeatedly, until the
   * node stops.
   */
  public void run() {
    if (!secrets.havePrevious()) {
      return;
    }
    try {
      if (lease.hold()) {
        report(keys.sealAnew() + outbox.sealAnew());
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
    } else if (!reported) {
      LOG.log(
          Level.INFO,
          "Everything stored is encrypted with the current SECRET_KEY. Once all nodes have it and "
              + "earlier tokens, links and codes have expired, remove LATCHKEY_PREVIOUS_SECRET_KEYS.");
      reported = true;
    }
  }
}
