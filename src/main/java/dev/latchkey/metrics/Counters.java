package dev.latchkey.metrics;

import dev.latchkey.Shared;
import java.util.List;

/** All that is counted on this node since it started. */
@Shared
public class Counters {

  private final Counter requests =
      new Counter("latchkey_requests_total", "Answers by class of status.", "status");
  private final Counter logins =
      new Counter("latchkey_logins_total", "Logins that came to an end.", "method", "outcome");
  private final Counter refreshes =
      new Counter(
          "latchkey_refreshes_total",
          "Refresh tokens presented, by what became of them.",
          "outcome");
  private final Counter limited =
      new Counter(
          "latchkey_rate_limited_total", "Attempts that were refused as too many.", "action");
  private final Counter events =
      new Counter("latchkey_events_total", "Entries in the audit trail by type.", "type");
  private final Counter removed =
      new Counter(
          "latchkey_expired_rows_removed_total",
          "Expired rows that this node has deleted.",
          "table");

  /** Requests by the class of their answer's status, {@code 1xx} to {@code 5xx}. */
  public Counter requests() {
    return requests;
  }

  /** Logins by how people proved who they are, and by what came of it. */
  public Counter logins() {
    return logins;
  }

  /** Refresh tokens by what became of them: {@code rotated}, {@code replayed}, {@code kept}, … */
  public Counter refreshes() {
    return refreshes;
  }

  /** Attempts that a rate limit refused, by what was limited. */
  public Counter limited() {
    return limited;
  }

  /** What happened to accounts, as the audit trail calls it. */
  public Counter events() {
    return events;
  }

  /** Rows that have expired and were deleted, by table. */
  public Counter removed() {
    return removed;
  }

  /** In the order in which they are shown. */
  public List<Counter> all() {
    return List.of(requests, logins, refreshes, limited, events, removed);
  }
}
