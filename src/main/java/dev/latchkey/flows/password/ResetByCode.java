package dev.latchkey.flows.password;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.flows.Codes;
import dev.latchkey.flows.Problem;
import dev.latchkey.passwords.Passwords;
import dev.latchkey.persistence.Database;
import dev.latchkey.request.RequestContext;
import dev.latchkey.sessions.CodePurpose;
import dev.latchkey.sessions.PendingCode;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.throttle.Action;
import dev.latchkey.throttle.Attempt;
import dev.latchkey.throttle.Permit;
import dev.latchkey.throttle.RateLimiter;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Resetting a password by a code that is typed back into the session that asked for it. */
@Shared
public class ResetByCode extends PasswordReset {

  private static final Outcome WRONG =
      new Outcome.Refused(List.of(Problem.with("key", "incorrect_code")));

  private final Database database;
  private final RateLimiter limiter;
  private final Sessions sessions;
  private final Accounts accounts;
  private final Codes codes;
  private final PasswordResetCompletion completion;
  private final Audit audit;

  @Inject
  public ResetByCode(
      Database database,
      RateLimiter limiter,
      Sessions sessions,
      Accounts accounts,
      Codes codes,
      Passwords passwords,
      NewPassword newPassword,
      PasswordResetCompletion completion,
      Audit audit) {
    super(limiter, passwords, newPassword);
    this.database = database;
    this.limiter = limiter;
    this.sessions = sessions;
    this.accounts = accounts;
    this.codes = codes;
    this.completion = completion;
    this.audit = audit;
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
    Optional<PendingCode> awaited =
        current.flatMap(s -> codes.awaited(s, CodePurpose.PASSWORD_RESET));
    if (awaited.isEmpty()) {
      return new Outcome.NotPending();
    }
    Permit guess = limiter.acquire(guess(awaited.get()));
    return database.transaction(() -> check(key, current, guess, then));
  }

  private static Attempt guess(PendingCode code) {
    String address = RequestContext.current().address();
    return Attempt.guess(
        Action.RESET_CODE_FAILED, address, code.accountId(), EmailAddress.key(code.email()));
  }

  /**
   * @param guess what was counted; where that was one too many, no code is right
   */
  private Outcome check(
      String key,
      Optional<Session> current,
      Permit guess,
      BiFunction<Session, PendingCode, Outcome> then) {
    Optional<Session> session = current.flatMap(sessions::lock);
    if (session.isEmpty()) {
      return notLookedAt(guess);
    }
    Optional<PendingCode> awaited = codes.awaited(session.get(), CodePurpose.PASSWORD_RESET);
    Codes.Check check =
        guess instanceof Permit.Granted
            ? codes.check(session.get(), CodePurpose.PASSWORD_RESET, key)
            : codes.refuse(session.get(), CodePurpose.PASSWORD_RESET);
    if (check instanceof Codes.Check.Right right) {
      Outcome outcome = then.apply(session.get(), right.code());
      limiter.giveBack(guess); // last: many may share this row
      return outcome;
    }
    if (check instanceof Codes.Check.NotPending) {
      return notLookedAt(guess);
    }
    Long account = awaited.map(PendingCode::accountId).orElse(null);
    audit.record(AuditType.CODE_REFUSED, account, session.get().id(), "password_reset");
    return WRONG;
  }

  /** The code has just been used, or its time is over: this was no guess. */
  private Outcome notLookedAt(Permit guess) {
    limiter.giveBack(guess);
    return new Outcome.NotPending();
  }
}
