package dev.latchkey.flows.login;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.flows.Attempts;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.OwnAccount;
import dev.latchkey.flows.Problem;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.Proof;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.texts.ErrorCodes;
import dev.latchkey.throttle.Action;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reauthenticates users before sensitive operations.
 *
 * @since 1.0
 */
@Shared
public class Reauthentication {

  private final Database database;
  private final Attempts attempts;
  private final OwnAccount ownAccount;
  private final Accounts accounts;
  private final CurrentPassword currentPassword;
  private final Audit audit;
  private final List<ReauthenticationMethod> methods;
  private final boolean required;
  private final Duration freshFor;

  @Inject
  Reauthentication(
      Database database,
      Attempts attempts,
      OwnAccount ownAccount,
      Accounts accounts,
      CurrentPassword currentPassword,
      Audit audit,
      Settings settings,
      @Any Instance<ReauthenticationMethod> methods) {
    this(
        database,
        attempts,
        ownAccount,
        accounts,
        currentPassword,
        audit,
        settings,
        methods.stream().toList());
  }

  public Reauthentication(
      Database database,
      Attempts attempts,
      OwnAccount ownAccount,
      Accounts accounts,
      CurrentPassword currentPassword,
      Audit audit,
      Settings settings,
      Collection<ReauthenticationMethod> methods) {
    this.database = database;
    this.attempts = attempts;
    this.ownAccount = ownAccount;
    this.accounts = accounts;
    this.currentPassword = currentPassword;
    this.audit = audit;
    this.methods =
        methods.stream().sorted(Comparator.comparingInt(ReauthenticationMethod::order)).toList();
    this.required = settings.get(AccountSettings.REAUTHENTICATION_REQUIRED);
    this.freshFor = settings.get(AccountSettings.REAUTHENTICATION_TIMEOUT);
  }

  /** Whether the user must reauthenticate before a sensitive operation. */
  public boolean isOwed(Session session) {
    return required && isOverdue(session);
  }

  /**
   * Whether the user must reauthenticate before an operation that always requires it, such as one
   * that shows or changes second factors.
   */
  public boolean isOverdue(Session session) {
    return !flows(session.owner()).isEmpty() && isStale(session);
  }

  /**
   * Whether the last authentication is too long ago, even if no method of reauthentication is open
   * to the user, who then has to log in anew.
   */
  public boolean isStale(Session session) {
    return !database.now().isBefore(session.lastProof().plus(freshFor));
  }

  /** The flows by which the account's user can reauthenticate; empty if no method is open to it. */
  public List<Flow> flows(Account account) {
    return methods.stream()
        .filter(method -> method.isOpenTo(account))
        .map(method -> method.flow(account))
        .toList();
  }

  /**
   * Reauthenticates with the password. Call it outside of a transaction.
   *
   * @return the session, in which the reauthentication is recorded
   */
  public Outcome<Session> byPassword(Session current, String password) {
    return attempts.by(
        Action.REAUTHENTICATE,
        current.owner(),
        () -> {
          String proven = current.owner().chosenPasswordHash();
          return currentPassword
              .rejection(
                  current,
                  password,
                  AuditType.REAUTHENTICATION_FAILED,
                  Problem.with("password", ErrorCodes.INCORRECT_PASSWORD))
              .map(Outcome::<Session>rejected)
              .orElseGet(() -> proven(current, proven));
        });
  }

  private Outcome<Session> proven(Session current, @Nullable String hash) {
    return ownAccount.change(
        current,
        (account, session) -> {
          if (account.isPasswordSuspended()
              && hash != null
              && hash.equals(account.chosenPasswordHash())) {
            accounts.reinstatePassword(account);
          }
          remember(session, Proof.again(AuthenticationMethods.PASSWORD, database.now()));
          return Outcome.done(session);
        });
  }

  /**
   * Records in the session that its user has just reauthenticated. Call it with the session locked.
   */
  public void remember(Session session, Proof proof) {
    session.remember(session.state().with(proof));
    audit.record(AuditType.REAUTHENTICATED, session.owner().id(), session.id());
  }
}
