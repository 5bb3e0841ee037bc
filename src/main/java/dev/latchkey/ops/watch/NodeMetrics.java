package dev.latchkey.ops.watch;

import dev.latchkey.Shared;
import dev.latchkey.audit.AuditType;
import dev.latchkey.metrics.Counters;
import dev.latchkey.metrics.Exposition;
import dev.latchkey.ops.ExpiringRows;
import dev.latchkey.passwords.Passwords;
import dev.latchkey.throttle.Action;
import dev.latchkey.web.RequestsInFlight;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.stream.Stream;

/** All metrics of this node: counters, current values, and backlogs in the database. */
@Shared
public class NodeMetrics {

  private static final double NANOS_PER_SECOND = 1e9;

  private final Counters counters;
  private final RequestsInFlight requests;
  private final Passwords passwords;
  private final CachedCheck<Backlog> backlog;

  @Inject
  public NodeMetrics(
      Counters counters,
      RequestsInFlight requests,
      Passwords passwords,
      Backlogs backlogs,
      CheckThreads watch) {
    this(counters, requests, passwords, watch.check(backlogs::read));
  }

  NodeMetrics(
      Counters counters,
      RequestsInFlight requests,
      Passwords passwords,
      CachedCheck<Backlog> backlog) {
    this.counters = counters;
    this.requests = requests;
    this.passwords = passwords;
    this.backlog = backlog;
    showFromTheStart();
  }

  /**
   * Events that have not happened yet are exposed as 0, so that the first one is seen as a change.
   */
  private void showFromTheStart() {
    Stream.of("1xx", "2xx", "3xx", "4xx", "5xx").forEach(counters.requests()::known);
    EventCounts.METHODS.forEach(method -> counters.logins().known(method, EventCounts.SUCCEEDED));
    Stream.of("password", "code")
        .forEach(method -> counters.logins().known(method, EventCounts.FAILED));
    Stream.of("rotated", "replayed", "kept", "reused", "refused")
        .forEach(counters.refreshes()::known);
    Stream.of(Action.values()).forEach(action -> counters.limited().known(action.text()));
    Stream.of(AuditType.values()).forEach(type -> counters.events().known(type.text()));
    ExpiringRows.ALL.forEach(rows -> counters.removed().known(rows.table()));
  }

  /** Writes them. If the database does not respond within two seconds, its part is omitted. */
  void writeTo(Exposition exposition) {
    counters.all().forEach(counter -> counter.writeTo(exposition));
    exposition
        .gauge("latchkey_requests_in_flight", "Requests in progress.")
        .sample(requests.count());
    writePasswords(exposition);
    Optional<Backlog> read = backlog.result();
    exposition
        .gauge("latchkey_database_up", "1 while the database responds, else 0.")
        .sample(read.isPresent() ? 1 : 0);
    read.ifPresent(found -> found.writeTo(exposition));
  }

  private void writePasswords(Exposition exposition) {
    exposition
        .counter("latchkey_password_hashes_total", "Password hashes computed.")
        .sample(passwords.hashesComputed());
    exposition
        .counter(
            "latchkey_password_hash_seconds_total",
            "Time spent computing password hashes, waiting excluded.")
        .sample(passwords.timeSpent().toNanos() / NANOS_PER_SECOND);
    exposition
        .counter(
            "latchkey_password_hashes_refused_total",
            "Requests rejected because they would wait too long for a password hash.")
        .sample(passwords.hashesRejected());
    exposition
        .gauge(
            "latchkey_password_hashes_waiting",
            "Requests waiting for their turn to compute a password hash.")
        .sample(passwords.waiting());
  }
}
