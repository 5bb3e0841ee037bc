package dev.latchkey.admin;

import java.time.Instant;
import java.util.Optional;

/**
 * Which events to read.
 *
 * @param address the client's address
 * @param failure whether they are failures
 * @param since the time of the earliest
 * @param until the time before which all events are
 * @param before only events with a lower id: the last one of the page before
 * @param limit the maximum number of events
 */
public record AuditQuery(
    Optional<Long> account,
    Optional<String> type,
    Optional<String> address,
    Optional<Boolean> failure,
    Optional<Instant> since,
    Optional<Instant> until,
    Optional<Long> before,
    int limit) {

  /** The same, for another page. */
  public AuditQuery page(Optional<Long> earlierThan, int most) {
    return new AuditQuery(account, type, address, failure, since, until, earlierThan, most);
  }
}
