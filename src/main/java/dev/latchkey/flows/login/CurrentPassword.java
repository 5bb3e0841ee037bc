package dev.latchkey.flows.login;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.passwords.PasswordHashingBusy;
import dev.latchkey.passwords.Passwords;
import dev.latchkey.request.RequestContext;
import dev.latchkey.throttle.Action;
import dev.latchkey.throttle.Attempt;
import dev.latchkey.throttle.Permit;
import dev.latchkey.throttle.RateLimiter;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Asks people who are logged in for their password. Wrong ones count against the account together
 * with failed logins, so that a stolen session is no second way to guess. Safe for use by many
 * threads.
 */
@Shared
public class CurrentPassword {

  /** What came of it. */
  public sealed interface Check {

    record Right() implements Check {}

    record Wrong() implements Check {}

    /** Too many were wrong; this one was not looked at. */
    record Limited(Duration retryAfter) implements Check {}
  }

  private final RateLimiter limiter;
  private final Passwords passwords;

  @Inject
  public CurrentPassword(RateLimiter limiter, Passwords passwords) {
    this.limiter = limiter;
    this.passwords = passwords;
  }

  /**
   * Verifies a password. Call it outside of a transaction.
   *
   * @throws PasswordHashingBusy if its hash could not be computed in time; nothing was counted
   */
  public Check check(Account account, String password) {
    String address = RequestContext.current().address();
    Permit guess =
        limiter.acquire(Attempt.guess(Action.AUTHENTICATION_FAILED, address, account.id(), null));
    if (guess instanceof Permit.Denied denied) {
      return new Check.Limited(denied.retryAfter());
    }
    boolean right;
    try {
      right = passwords.verifyChosen(password, account);
    } catch (PasswordHashingBusy busy) {
      limiter.giveBack(guess);
      throw busy;
    }
    if (right) {
      limiter.giveBack(guess);
    }
    return right ? new Check.Right() : new Check.Wrong();
  }
}
