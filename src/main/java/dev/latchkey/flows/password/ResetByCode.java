package dev.latchkey.flows.password;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.flows.Attempts;
import dev.latchkey.flows.CodeRedemption;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.sessions.CodePurpose;
import dev.latchkey.sessions.PendingCode;
import dev.latchkey.sessions.Session;
import dev.latchkey.throttle.RateLimiter;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Resets a password by a code, which is valid only in the session that requested it; or by a link
 * that an administrator had mailed.
 */
@Shared
public class ResetByCode extends PasswordReset {

  private final Accounts accounts;
  private final CodeRedemption redemption;
  private final PasswordResetCompletion completion;
  private final ResetByLink links;

  @Inject
  public ResetByCode(
      Attempts attempts,
      RateLimiter limiter,
      Accounts accounts,
      CodeRedemption redemption,
      NewPassword newPassword,
      PasswordResetCompletion completion,
      ResetByLink links) {
    super(attempts, limiter, newPassword);
    this.accounts = accounts;
    this.redemption = redemption;
    this.completion = completion;
    this.links = links;
  }

  @Override
  public Outcome<Account> look(String key, Optional<Session> current) {
    if (links.isValid(key)) {
      return links.look(key, current);
    }
    return check(
        key,
        current,
        (session, code) ->
            Outcome.of(
                accounts.find(Objects.requireNonNull(code.accountId())),
                new Rejection.NotPending()));
  }

  @Override
  Outcome<Optional<LoginOutcome>> complete(
      String key, Account seen, String newHash, Optional<Session> current) {
    if (links.isValid(key)) {
      return links.complete(key, seen, newHash, current);
    }
    return check(
        key,
        current,
        (session, code) -> {
          // All sessions of the account end now, but this session has no account: it only loses its
          // code.
          session.remember(session.state().without(CodePurpose.PASSWORD_RESET));
          return Outcome.of(
              completion.complete(
                  seen, seen.tokenEpoch(), code.email(), newHash, Optional.of(session)),
              new Rejection.NotPending());
        });
  }

  private <T> Outcome<T> check(
      String key, Optional<Session> current, BiFunction<Session, PendingCode, Outcome<T>> then) {
    return redemption.redeem(
        CodePurpose.PASSWORD_RESET, "key", key, current, session -> true, then);
  }
}
