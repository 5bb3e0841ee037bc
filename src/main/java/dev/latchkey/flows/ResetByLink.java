package dev.latchkey.flows;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.Passwords;
import dev.latchkey.audit.Client;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.Session;
import dev.latchkey.throttle.Action;
import dev.latchkey.throttle.Attempt;
import dev.latchkey.throttle.Permit;
import dev.latchkey.throttle.RateLimiter;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Resetting a password by a signed link. */
@Shared
public class ResetByLink implements PasswordReset {

  private static final Outcome REFUSED = new Outcome.Refused(List.of(Problem.with("key", "invalid_password_reset")));

  private final Database database;
  private final RateLimiter limiter;
  private final ResetLinks links;
  private final Passwords passwords;
  private final NewPassword newPassword;
  private final PasswordResetCompletion completion;

  @Inject
  public ResetByLink(
      Database database,
      RateLimiter limiter,
      ResetLinks links,
      Passwords passwords,
      NewPassword newPassword,
      PasswordResetCompletion completion) {
    this.database = database;
    this.limiter = limiter;
    this.links = links;
    this.passwords = passwords;
    this.newPassword = newPassword;
    this.completion = completion;
  }

  @Override
  public Outcome look(String key, Optional<Session> current) {
    return database.transaction(
        () -> links.find(key).<Outcome>map(a -> new Outcome.Good(a.address().account())).orElse(REFUSED));
  }

  @Override
  public Outcome reset(String key, String password, Optional<Session> current) {
    Attempt attempt = Attempt.of(Action.RESET_PASSWORD_FROM_KEY, Client.current().address());
    if (limiter.acquire(attempt) instanceof Permit.Denied denied) {
      return new Outcome.Limited(denied.retryAfter());
    }
    Outcome looked = look(key, current);
    if (!(looked instanceof Outcome.Good good)) {
      return looked;
    }
    Account account = good.account();
    List<Problem> problems = newPassword.problems("password", password, account);
    if (!problems.isEmpty()) {
      return new Outcome.Refused(problems);
    }
    String hash = passwords.hash(password);
    return database.transaction(
        () ->
            links
                .find(key)
                .flatMap(a -> completion.complete(account, a.epoch(), a.address().email(), hash, current))
                .orElse(REFUSED));
  }
}
