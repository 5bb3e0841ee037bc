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

/** Sets a new password with a key or code from a mail, for users who have forgotten the old one. */
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
   * Checks a key or code without using it; an invalid code counts as an attempt.
   *
   * @return the account that it opens
   */
  public abstract Outcome<Account> look(String key, Optional<Session> current);

  /**
   * Sets the password; all sessions of the account end. Call it outside of a transaction.
   *
   * @return the outcome of the login that follows, if there is one
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
              // The owner is back: earlier wrong guesses must not block the new password.
              limiter.forget(Attempt.guess(Action.AUTHENTICATION_FAILED, null, account.id(), null));
              return login;
            });
  }

  /**
   * Consumes the key and stores the hash, in one transaction.
   *
   * @param seen the account that the check of the key found
   */
  abstract Outcome<Optional<LoginOutcome>> complete(
      String key, Account seen, String newHash, Optional<Session> current);
}
