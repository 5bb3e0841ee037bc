package dev.latchkey.mail;

import dev.latchkey.audit.Audit;
import dev.latchkey.metrics.Counters;
import dev.latchkey.persistence.Database;
import dev.latchkey.settings.Settings;
import dev.latchkey.throttle.RateLimiter;

/** Limits by recipient for tests of what lies beside them. */
final class Limits {

  private Limits() {}

  static RecipientLimit of(Database database, Settings settings) {
    return new RecipientLimit(
        new RateLimiter(database, settings, new Counters()),
        new Audit(database, settings, event -> {}));
  }
}
