package dev.latchkey.flows.password;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.flows.CodeRedemption;
import dev.latchkey.flows.Problem;
import dev.latchkey.passwords.Passwords;
import dev.latchkey.sessions.CodePurpose;
import dev.latchkey.sessions.PendingCode;
import dev.latchkey.sessions.Session;
import dev.latchkey.texts.ErrorCodes;
import dev.latchkey.throttle.RateLimiter;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Resetting a password by a code that is typed back into the session that asked for it. */
@Shared
public class ResetByCode extends PasswordReset {

  private static final Outcome WRONG =
      new Outcome.Refused(List.of(Problem.with("key", ErrorCodes.INCORRECT_CODE)));

  private final Accounts accounts;
  private final CodeRedemption redemption;
  private final PasswordResetCompletion completion;

  @Inject
  public ResetByCode(
      RateLimiter limiter,
      Accounts accounts,
      CodeRedemption redemption,
      Passwords passwords,
      NewPassword newPassword,
      PasswordResetCompletion completion) {
    super(limiter, passwords, newPassword);
    this.accounts = accounts;
    this.redemption = redemption;
    this.completion = completion;
  }

  @Override
  public Outcome look(String key, Optional<Session> current) {
    return check(
        key,
        current,
        (session, code) ->
            accounts
                .find(code.accountId())
                .<Outcome>map(Outcome.Good::new)
                .orElseGet(Outcome.NotPending::new));
  }

  @Override
  Outcome complete(String key, Account seen, String newHash, Optional<Session> current) {
    return check(
        key,
        current,
        (session, code) -> {
          // All sessions of the account end now, but this one is nobody's: it only loses its code.
          session.remember(session.state().without(CodePurpose.PASSWORD_RESET));
          return completion
              .complete(seen, seen.tokenEpoch(), code.email(), newHash, Optional.of(session))
              .orElseGet(Outcome.NotPending::new);
        });
  }

  private Outcome check(
      String key, Optional<Session> current, BiFunction<Session, PendingCode, Outcome> then) {
    return redemption
        .redeem(CodePurpose.PASSWORD_RESET, key, current, session -> true, then, () -> WRONG)
        .orElseGet(Outcome.NotPending::new);
  }
}
