package dev.latchkey.metrics;

import dev.latchkey.Shared;
import java.util.List;

/** All counters of this node since it started. */
@Shared
public class Counters {

  private final Counter requests =
      new Counter("latchkey_requests_total", "Responses by class of status.", "status");
  private final Counter logins =
      new Counter("latchkey_logins_total", "Completed and failed logins.", "method", "outcome");
  private final Counter refreshes =
      new Counter("latchkey_refreshes_total", "Refresh tokens presented, by outcome.", "outcome");
  private final Counter limited =
      new Counter("latchkey_rate_limited_total", "Attempts rejected by a rate limit.", "action");
  private final Counter events =
      new Counter("latchkey_events_total", "Audit events by type.", "type");
  private final Counter removed =
      new Counter(
          "latchkey_expired_rows_removed_total",
          "Expired rows that this node has deleted.",
          "table");

  private final Counter undelivered =
      new Counter(
              "latchkey_messages_failed_total",
              "Failed attempts to send mails and short messages.",
              "channel",
              "reason")
          .known("mail", "recipient")
          .known("mail", "sender")
          .known("mail", "unavailable");

  /** Requests by the class of their response's status, {@code 1xx} to {@code 5xx}. */
  public Counter requests() {
    return requests;
  }

  /** Logins by method and outcome. */
  public Counter logins() {
    return logins;
  }

  /** Refresh tokens by outcome: {@code rotated}, {@code replayed}, {@code kept}, … */
  public Counter refreshes() {
    return refreshes;
  }

  /** Attempts rejected by a rate limit, by action. */
  public Counter limited() {
    return limited;
  }

  /** Audit events by type. */
  public Counter events() {
    return events;
  }

  /** Expired rows deleted, by table. */
  public Counter removed() {
    return removed;
  }

  /**
   * Failed attempts to send messages, by channel and reason: {@code recipient}, {@code sender} or
   * {@code unavailable}.
   */
  public Counter undelivered() {
    return undelivered;
  }

  /** In the order in which they are shown. */
  public List<Counter> all() {
    return List.of(requests, logins, refreshes, limited, events, removed, undelivered);
  }
}
