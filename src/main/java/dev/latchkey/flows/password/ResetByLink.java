package dev.latchkey.flows.password;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.flows.Attempts;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.Session;
import dev.latchkey.texts.ErrorCodes;
import dev.latchkey.throttle.RateLimiter;
import jakarta.inject.Inject;
import java.util.Optional;

/** Resets a password by a signed link. */
@Shared
public class ResetByLink extends PasswordReset {

  private static final Rejection REJECTED =
      Rejection.because(Problem.with("key", ErrorCodes.INVALID_PASSWORD_RESET));

  private final Database database;
  private final ResetLinks links;
  private final PasswordResetCompletion completion;

  @Inject
  public ResetByLink(
      Database database,
      Attempts attempts,
      RateLimiter limiter,
      ResetLinks links,
      NewPassword newPassword,
      PasswordResetCompletion completion) {
    super(attempts, limiter, newPassword);
    this.database = database;
    this.links = links;
    this.completion = completion;
  }

  /** Whether this is the valid key of a link. */
  boolean isValid(String key) {
    return database.transaction(() -> links.find(key).isPresent());
  }

  @Override
  public Outcome<Account> look(String key, Optional<Session> current) {
    return database.transaction(
        () -> Outcome.of(links.find(key).map(a -> a.address().account()), REJECTED));
  }

  @Override
  Outcome<Optional<LoginOutcome>> complete(
      String key, Account seen, String newHash, Optional<Session> current) {
    return database.transaction(
        () ->
            Outcome.of(
                links
                    .find(key)
                    .flatMap(
                        a ->
                            completion.complete(
                                seen, a.epoch(), a.address().email(), newHash, current)),
                REJECTED));
  }
}
