package dev.latchkey.flows.login;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.flows.Problem;
import dev.latchkey.passwords.Passwords;
import dev.latchkey.persistence.Database;
import dev.latchkey.request.RequestContext;
import dev.latchkey.sessions.AuthenticationRecord;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.throttle.Action;
import dev.latchkey.throttle.Attempt;
import dev.latchkey.throttle.Permit;
import dev.latchkey.throttle.RateLimiter;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Proving again who one is, before something sensitive. */
@Shared
public class Reauthentication {

  /** What came of it. */
  public sealed interface Outcome {

    record Proven(Session session) implements Outcome {}

    record Refused(Problem problem) implements Outcome {}

    record Limited(Duration retryAfter) implements Outcome {}

    /** The session has ended meanwhile. */
    record Gone() implements Outcome {}
  }

  private final Database database;
  private final RateLimiter limiter;
  private final CurrentPassword currentPassword;
  private final Sessions sessions;
  private final Audit audit;
  private final boolean required;
  private final Duration freshFor;

  @Inject
  public Reauthentication(
      Database database,
      RateLimiter limiter,
      Passwords passwords,
      Sessions sessions,
      Audit audit,
      Settings settings) {
    this.database = database;
    this.limiter = limiter;
    this.currentPassword = new CurrentPassword(limiter, passwords);
    this.sessions = sessions;
    this.audit = audit;
    this.required = settings.get(AccountSettings.REAUTHENTICATION_REQUIRED);
    this.freshFor = settings.get(AccountSettings.REAUTHENTICATION_TIMEOUT);
  }

  /** Whether the person must prove anew who they are before something sensitive. */
  public boolean isOwed(Session session) {
    return required
        && !flows(session.account()).isEmpty()
        && !database.now().isBefore(lastProof(session).plus(freshFor));
  }

  /** The flows by which an account can do that; none for one without a password. */
  public List<String> flows(Account account) {
    return account.hasUsablePassword() ? List.of("reauthenticate") : List.of();
  }

  /** Proves it with the password. Call it outside of a transaction. */
  public Outcome byPassword(Session current, String password) {
    Account account = current.account();
    Attempt attempt =
        Attempt.by(Action.REAUTHENTICATE, RequestContext.current().address(), account.id());
    if (limiter.acquire(attempt) instanceof Permit.Denied denied) {
      return new Outcome.Limited(denied.retryAfter());
    }
    CurrentPassword.Check check = currentPassword.check(account, password);
    if (check instanceof CurrentPassword.Check.Limited limited) {
      return new Outcome.Limited(limited.retryAfter());
    }
    if (check instanceof CurrentPassword.Check.Wrong) {
      audit.record(AuditType.REAUTHENTICATION_FAILED, account.id(), current.id());
      return new Outcome.Refused(Problem.with("password", "incorrect_password"));
    }
    return database.transaction(
        () -> {
          Optional<Session> session = sessions.lock(current);
          session.ifPresent(this::remember);
          return session.<Outcome>map(Outcome.Proven::new).orElseGet(Outcome.Gone::new);
        });
  }

  private void remember(Session session) {
    session.remember(
        session
            .state()
            .with(AuthenticationRecord.again(AuthenticationMethods.PASSWORD, database.now())));
    audit.record(AuditType.REAUTHENTICATED, session.account().id(), session.id());
  }

  private static Instant lastProof(Session session) {
    return session.state().methods().stream()
        .map(AuthenticationRecord::at)
        .max(Instant::compareTo)
        .orElseGet(session::created);
  }
}
