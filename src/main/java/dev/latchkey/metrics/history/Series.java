package dev.latchkey.metrics.history;

import dev.latchkey.metrics.Counters;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToLongFunction;

/** What is kept. All but {@link #SESSIONS} are sums of what happened in a minute. */
public enum Series {
  LOGINS(counters -> counters.logins().total(labels -> labels.contains("succeeded"))),
  LOGIN_FAILURES(counters -> counters.logins().total(labels -> labels.contains("failed"))),
  MFA_FAILURES(counters -> counters.events().value("mfa_failed")),
  SIGNUPS(counters -> counters.events().value("signed_up")),
  REFRESHES(
      counters ->
          counters
              .refreshes()
              .total(labels -> Set.of("rotated", "replayed", "kept").contains(labels.get(0)))),
  REFRESH_REUSES(counters -> counters.refreshes().value("reused")),
  RATE_LIMITED(counters -> counters.limited().total(labels -> true)),
  REQUESTS(counters -> counters.requests().total(labels -> true)),
  SERVER_ERRORS(counters -> counters.requests().value("5xx")),
  MAILS_FAILED(counters -> counters.undelivered().total(labels -> true)),
  /** The sessions of users who are logged in: a level, of which a minute has the highest. */
  SESSIONS(counters -> 0);

  /** The sums, in the order in which every node writes them. */
  static final List<Series> SUMS =
      List.of(values()).stream().filter(series -> series != SESSIONS).toList();

  private final ToLongFunction<Counters> total;

  Series(ToLongFunction<Counters> total) {
    this.total = total;
  }

  /** The name for clients and in the database: {@code login_failures}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a node has counted since it started. */
  long total(Counters counters) {
    return total.applyAsLong(counters);
  }
}
