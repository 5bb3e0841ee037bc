package dev.latchkey.ops.watch;

import dev.latchkey.metrics.Exposition;
import dev.latchkey.ops.ExpiringRows;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What lies in the database and waits for a node to see to it; the same on all nodes.
 *
 * @param mails mails that wait to be sent
 * @param tried those of them that a node has tried to send at least once
 * @param expired rows that have expired and are still there, by table; each count ends at some
 *     number
 * @param keyAge for how long the signing key of the ring has signed; empty where the key is a
 *     configured one
 */
record Backlog(long mails, long tried, Map<ExpiringRows, Long> expired, Optional<Duration> keyAge) {

  void writeTo(Exposition exposition) {
    exposition
        .gauge(
            "latchkey_mails_waiting",
            "Mails and short messages that wait to be sent, of all nodes.")
        .sample(mails);
    exposition
        .gauge(
            "latchkey_mails_tried",
            "Those of them that a node has tried to send already, of all nodes.")
        .sample(tried);
    Exposition.Family rows =
        exposition.gauge(
            "latchkey_expired_rows",
                "Expired rows not deleted yet, of all nodes; no more are counted than 10000.",
            "table", "column");
    expired.forEach((of, count) -> rows.sample(count, of.table(), of.end()));
    keyAge.ifPresent(
        age ->
            exposition
                .gauge(
                    "latchkey_signing_key_age_seconds",
                    "For how long the active key of the ring has signed.")
                .sample(age.toSeconds()));
  }
}
