package dev.latchkey.flows.password;

import dev.latchkey.accounts.Account;
import dev.latchkey.flows.Attempts;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.sessions.Session;
import dev.latchkey.throttle.Action;
import dev.latchkey.throttle.Attempt;
import dev.latchkey.throttle.RateLimiter;
import java.util.Optional;

/** Setting a new password with what a mail said, for someone who has forgotten the old one. */
public abstract class PasswordReset {

  private final Attempts attempts;
  private final RateLimiter limiter;
  private final NewPassword newPassword;

  PasswordReset(Attempts attempts, RateLimiter limiter, NewPassword newPassword) {
    this.attempts = attempts;
    this.limiter = limiter;
    this.newPassword = newPassword;
  }

  /**
   * Looks at a key or code and leaves it good; a wrong code counts as an attempt.
   *
   * @return the account that it opens
   */
  public abstract Outcome<Account> look(String key, Optional<Session> current);

  /**
   * Sets the password; all sessions of the account end. Call it outside of a transaction.
   *
   * @return what came of the login that follows, if one does
   */
  public Outcome<Optional<LoginOutcome>> reset(
      String key, String password, Optional<Session> current) {
    return attempts.of(
        Action.RESET_PASSWORD_FROM_KEY,
        () -> look(key, current).then(account -> reset(key, account, password, current)));
  }

  private Outcome<Optional<LoginOutcome>> reset(
      String key, Account account, String password, Optional<Session> current) {
    return newPassword
        .hash("password", password, account)
        .then(hash -> complete(key, account, hash, current))
        .map(
            login -> {
              // Its owner is back: what was guessed wrong before must not keep the new password
              // out.
              limiter.forget(Attempt.guess(Action.AUTHENTICATION_FAILED, null, account.id(), null));
              return login;
            });
  }

  /**
   * Uses the key up and stores the hash, in one transaction.
   *
   * @param seen the account as the look at the key has found it
   */
  abstract Outcome<Optional<LoginOutcome>> complete(
      String key, Account seen, String newHash, Optional<Session> current);
}
