package dev.latchkey.flows.password;

import dev.latchkey.accounts.Account;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.passwords.Passwords;
import dev.latchkey.request.RequestContext;
import dev.latchkey.sessions.Session;
import dev.latchkey.throttle.Action;
import dev.latchkey.throttle.Attempt;
import dev.latchkey.throttle.Permit;
import dev.latchkey.throttle.RateLimiter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Setting a new password with what a mail said, for someone who has forgotten the old one. */
public abstract class PasswordReset {

  /** What became of the key or code. */
  public sealed interface Outcome {

    /** It is good; nothing was done with it yet. */
    record Good(Account account) implements Outcome {}

    /** The password is another, and all sessions of the account have ended. */
    record Done(Optional<LoginOutcome> login) implements Outcome {}

    /** The key or the new password is not good. */
    record Refused(List<Problem> problems) implements Outcome {}

    /** No code is awaited. */
    record NotPending() implements Outcome {}

    /** It was tried too often. */
    record Limited(Duration retryAfter) implements Outcome {}
  }

  private final RateLimiter limiter;
  private final Passwords passwords;
  private final NewPassword newPassword;

  PasswordReset(RateLimiter limiter, Passwords passwords, NewPassword newPassword) {
    this.limiter = limiter;
    this.passwords = passwords;
    this.newPassword = newPassword;
  }

  /** Looks at a key or code and leaves it good; a wrong code counts as an attempt. */
  public abstract Outcome look(String key, Optional<Session> current);

  /** Sets the password. Call it outside of a transaction. */
  public Outcome reset(String key, String password, Optional<Session> current) {
    Attempt attempt =
        Attempt.of(Action.RESET_PASSWORD_FROM_KEY, RequestContext.current().address());
    if (limiter.acquire(attempt) instanceof Permit.Denied denied) {
      return new Outcome.Limited(denied.retryAfter());
    }
    Outcome looked = look(key, current);
    if (!(looked instanceof Outcome.Good good)) {
      return looked;
    }
    List<Problem> problems = newPassword.problems("password", password, good.account());
    if (!problems.isEmpty()) {
      return new Outcome.Refused(problems);
    }
    Outcome outcome = complete(key, good.account(), passwords.hash(password), current);
    if (outcome instanceof Outcome.Done) {
      // Its owner is back: what was guessed wrong before must not keep the new password out.
      limiter.forget(Attempt.guess(Action.AUTHENTICATION_FAILED, null, good.account().id(), null));
    }
    return outcome;
  }

  /**
   * Uses the key up and stores the hash, in one transaction.
   *
   * @param seen the account as the look at the key has found it
   */
  abstract Outcome complete(String key, Account seen, String newHash, Optional<Session> current);
}
