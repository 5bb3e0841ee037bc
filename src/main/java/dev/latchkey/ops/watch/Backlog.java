package dev.latchkey.ops.watch;

import dev.latchkey.metrics.Exposition;
import dev.latchkey.ops.ExpiringRows;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Work that waits in the database; the same on all nodes.
 *
 * @param mails unsent mails
 * @param tried those of them that a node has tried to send at least once
 * @param expired expired rows that are not deleted yet, by table; counts have a maximum
 * @param keyAge how long the signing key of the ring has signed; empty if the key is a configured
 *     one
 */
record Backlog(long mails, long tried, Map<ExpiringRows, Long> expired, Optional<Duration> keyAge) {

  void writeTo(Exposition exposition) {
    exposition
        .gauge("latchkey_mails_waiting", "Unsent mails and short messages, of all nodes.")
        .sample(mails);
    exposition
        .gauge(
            "latchkey_mails_tried",
            "Those of them that a node has tried to send already, of all nodes.")
        .sample(tried);
    Exposition.Family rows =
        exposition.gauge(
            "latchkey_expired_rows",
                "Expired rows not deleted yet, of all nodes, counted up to 10000.",
            "table", "column");
    expired.forEach((of, count) -> rows.sample(count, of.table(), of.end()));
    keyAge.ifPresent(
        age ->
            exposition
                .gauge(
                    "latchkey_signing_key_age_seconds",
                    "How long the active key of the ring has signed.")
                .sample(age.toSeconds()));
  }
}
