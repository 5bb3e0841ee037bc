package dev.latchkey.flows.login;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Rejection;
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
 * Verifies the password of a logged-in user. Wrong passwords count with the account's failed
 * logins, so that a stolen session does not allow more guesses. Thread-safe.
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
   * @param failure the audit event for a wrong password
   * @param wrong the problem that the client gets for a wrong password
   * @return empty if the password is correct; otherwise the rejection. After too many wrong
   *     passwords, the password is not checked
   * @throws PasswordHashingBusy if the hash could not be computed in time; then nothing is counted
   */
  public Optional<Rejection> rejection(
      Session session, String password, AuditType failure, Problem wrong) {
    Account account = session.owner();
    String address = RequestContext.current().address();
    Permit guess =
        limiter.acquire(Attempt.guess(Action.AUTHENTICATION_FAILED, address, account.id(), null));
    if (guess instanceof Permit.Denied denied) {
      return Optional.of(new Rejection.Limited(denied.retryAfter()));
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
    return Optional.of(Rejection.because(wrong));
  }
}
