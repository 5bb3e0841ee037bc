package dev.latchkey.flows.login;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.flows.Problem;
import dev.latchkey.persistence.Database;
import dev.latchkey.request.RequestContext;
import dev.latchkey.sessions.Proof;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.texts.ErrorCodes;
import dev.latchkey.throttle.Action;
import dev.latchkey.throttle.Attempt;
import dev.latchkey.throttle.Permit;
import dev.latchkey.throttle.RateLimiter;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Proving again who one is, before something sensitive.
 *
 * @since 1.0
 */
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
  private final Accounts accounts;
  private final CurrentPassword currentPassword;
  private final Sessions sessions;
  private final Audit audit;
  private final List<ReauthenticationMethod> methods;
  private final boolean required;
  private final Duration freshFor;

  @Inject
  Reauthentication(
      Database database,
      RateLimiter limiter,
      Accounts accounts,
      CurrentPassword currentPassword,
      Sessions sessions,
      Audit audit,
      Settings settings,
      @Any Instance<ReauthenticationMethod> methods) {
    this(
        database,
        limiter,
        accounts,
        currentPassword,
        sessions,
        audit,
        settings,
        methods.stream().toList());
  }

  public Reauthentication(
      Database database,
      RateLimiter limiter,
      Accounts accounts,
      CurrentPassword currentPassword,
      Sessions sessions,
      Audit audit,
      Settings settings,
      Collection<ReauthenticationMethod> methods) {
    this.database = database;
    this.limiter = limiter;
    this.accounts = accounts;
    this.currentPassword = currentPassword;
    this.sessions = sessions;
    this.audit = audit;
    this.methods =
        methods.stream().sorted(Comparator.comparingInt(ReauthenticationMethod::order)).toList();
    this.required = settings.get(AccountSettings.REAUTHENTICATION_REQUIRED);
    this.freshFor = settings.get(AccountSettings.REAUTHENTICATION_TIMEOUT);
  }

  /** Whether the person must prove anew who they are before something sensitive. */
  public boolean isOwed(Session session) {
    return required
        && !flows(session.account()).isEmpty()
        && !database.now().isBefore(lastProof(session).plus(freshFor));
  }

  /** The flows by which an account can do that; none where no method is open to it. */
  public List<Flow> flows(Account account) {
    return methods.stream()
        .filter(method -> method.isOpenTo(account))
        .map(method -> method.flow(account))
        .toList();
  }

  /** Proves it with the password. Call it outside of a transaction. */
  public Outcome byPassword(Session current, String password) {
    Account account = current.account();
    Attempt attempt =
        Attempt.by(Action.REAUTHENTICATE, RequestContext.current().address(), account.id());
    if (limiter.acquire(attempt) instanceof Permit.Denied denied) {
      return new Outcome.Limited(denied.retryAfter());
    }
    String proven = account.chosenPasswordHash();
    CurrentPassword.Check check = currentPassword.check(account, password);
    if (check instanceof CurrentPassword.Check.Limited limited) {
      return new Outcome.Limited(limited.retryAfter());
    }
    if (check instanceof CurrentPassword.Check.Wrong) {
      audit.record(AuditType.REAUTHENTICATION_FAILED, account.id(), current.id());
      return new Outcome.Refused(Problem.with("password", ErrorCodes.INCORRECT_PASSWORD));
    }
    return database.transaction(
        () -> {
          Optional<Account> locked = accounts.lock(account.id());
          Optional<Session> session = locked.flatMap(a -> sessions.lock(current));
          session.ifPresent(
              s -> {
                locked
                    .filter(Account::isPasswordSuspended)
                    .filter(a -> a.chosenPasswordHash().equals(proven))
                    .ifPresent(accounts::reinstatePassword);
                remember(s, Proof.again(AuthenticationMethods.PASSWORD, database.now()));
              });
          return session.<Outcome>map(Outcome.Proven::new).orElseGet(Outcome.Gone::new);
        });
  }

  /**
   * Remembers that its user has just proven again who they are. Call it with the session locked.
   */
  public void remember(Session session, Proof proof) {
    session.remember(session.state().with(proof));
    audit.record(AuditType.REAUTHENTICATED, session.account().id(), session.id());
  }

  private static Instant lastProof(Session session) {
    return session.state().methods().stream()
        .map(Proof::at)
        .max(Instant::compareTo)
        .orElseGet(session::created);
  }
}
