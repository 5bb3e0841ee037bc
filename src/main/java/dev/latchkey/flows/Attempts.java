package dev.latchkey.flows;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.request.RequestContext;
import dev.latchkey.throttle.Action;
import dev.latchkey.throttle.Attempt;
import dev.latchkey.throttle.Permit;
import dev.latchkey.throttle.RateLimiter;
import jakarta.inject.Inject;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs what the current client attempts, within the rate limits of the action. It counts an attempt
 * before it runs it. If called outside of a transaction, the count remains whatever the outcome.
 */
@Shared
public class Attempts {

  private final RateLimiter limiter;

  @Inject
  public Attempts(RateLimiter limiter) {
    this.limiter = limiter;
  }

  /** An attempt by a client without an account. */
  public <T> Outcome<T> of(Action action, Supplier<Outcome<T>> then) {
    return within(Attempt.of(action, address()), then);
  }

  /** An attempt about an address or a user name, compared case-insensitively. */
  public <T> Outcome<T> about(Action action, String key, Supplier<Outcome<T>> then) {
    return within(Attempt.about(action, address(), key), then);
  }

  /** An attempt by the owner of an account. */
  public <T> Outcome<T> by(Action action, Account account, Supplier<Outcome<T>> then) {
    return by(action, account.id(), then);
  }

  /** The same, for the id of the account. */
  public <T> Outcome<T> by(Action action, long account, Supplier<Outcome<T>> then) {
    return within(Attempt.by(action, address(), account), then);
  }

  /** Counts an attempt about an address; false if the limit is reached. */
  public boolean mayTry(Action action, String key) {
    return limiter.acquire(Attempt.about(action, address(), key)) instanceof Permit.Granted;
  }

  private <T> Outcome<T> within(Attempt attempt, Supplier<Outcome<T>> then) {
    return limiter.acquire(attempt) instanceof Permit.Denied denied
        ? Outcome.rejected(new Rejection.Limited(denied.retryAfter()))
        : then.get();
  }

  /** An attempt by a client without an account, to be counted by what is attempted. */
  public static Attempt uncounted(Action action) {
    return Attempt.of(action, address());
  }

  private static @Nullable String address() {
    return RequestContext.current().address();
  }
}
