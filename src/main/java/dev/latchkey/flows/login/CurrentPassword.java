package dev.latchkey.flows.login;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Refusal;
import dev.latchkey.passwords.PasswordHashingBusy;
import dev.latchkey.passwords.Passwords;
import dev.latchkey.request.RequestContext;
import dev.latchkey.sessions.Session;
import dev.latchkey.throttle.Action;
import dev.latchkey.throttle.Attempt;
import dev.latchkey.throttle.Permit;
import dev.latchkey.throttle.RateLimiter;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Asks people who are logged in for their password. Wrong ones count against the account together
 * with failed logins, so that a stolen session is no second way to guess. Safe for use by many
 * threads.
 */
@Shared
public class CurrentPassword {

  private final RateLimiter limiter;
  private final Passwords passwords;
  private final Audit audit;

  @Inject
  public CurrentPassword(RateLimiter limiter, Passwords passwords, Audit audit) {
    this.limiter = limiter;
    this.passwords = passwords;
    this.audit = audit;
  }

  /**
   * Verifies the password of a session's account. Call it outside of a transaction.
   *
   * @param failure what a wrong one is recorded as
   * @param wrong what the client is told of a wrong one
   * @return empty if it is right; else why not, which may be that too many were wrong and this one
   *     was not looked at
   * @throws PasswordHashingBusy if its hash could not be computed in time; nothing was counted
   */
  public Optional<Refusal> refusal(
      Session session, String password, AuditType failure, Problem wrong) {
    Account account = session.owner();
    String address = RequestContext.current().address();
    Permit guess =
        limiter.acquire(Attempt.guess(Action.AUTHENTICATION_FAILED, address, account.id(), null));
    if (guess instanceof Permit.Denied denied) {
      return Optional.of(new Refusal.Limited(denied.retryAfter()));
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
      return Optional.empty();
    }
    audit.record(failure, account.id(), session.id());
    return Optional.of(Refusal.because(wrong));
  }
}
