package dev.latchkey.flows.password;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.flows.Notifications;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.login.CurrentPassword;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.flows.login.LoginProgress;
import dev.latchkey.mail.MailKind;
import dev.latchkey.passwords.Passwords;
import dev.latchkey.persistence.Database;
import dev.latchkey.request.RequestContext;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.texts.ErrorCodes;
import dev.latchkey.throttle.Action;
import dev.latchkey.throttle.Attempt;
import dev.latchkey.throttle.Permit;
import dev.latchkey.throttle.RateLimiter;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Changing one's own password, or setting the first one. */
@Shared
public class PasswordChange {

  private final Database database;
  private final RateLimiter limiter;
  private final Accounts accounts;
  private final Sessions sessions;
  private final Passwords passwords;
  private final CurrentPassword currentPasswords;
  private final NewPassword newPassword;
  private final LoginProgress progress;
  private final Notifications notifications;
  private final Audit audit;
  private final boolean logsOut;

  @Inject
  public PasswordChange(
      Database database,
      RateLimiter limiter,
      Accounts accounts,
      Sessions sessions,
      Passwords passwords,
      CurrentPassword currentPasswords,
      NewPassword newPassword,
      LoginProgress progress,
      Notifications notifications,
      Audit audit,
      Settings settings) {
    this.database = database;
    this.limiter = limiter;
    this.accounts = accounts;
    this.sessions = sessions;
    this.passwords = passwords;
    this.currentPasswords = currentPasswords;
    this.newPassword = newPassword;
    this.progress = progress;
    this.notifications = notifications;
    this.audit = audit;
    this.logsOut = settings.get(AccountSettings.LOGOUT_ON_PASSWORD_CHANGE);
  }

  /**
   * Changes the password of the session's account. All sessions of the account end, with their
   * tokens; the caller goes on in a new one. Call it outside of a transaction.
   *
   * @param currentPassword not looked at where the account has none
   * @return empty where the caller was logged out as well
   */
  public Optional<LoginOutcome> change(Session session, String currentPassword, String password) {
    Account account = session.account();
    Attempt attempt =
        Attempt.by(Action.CHANGE_PASSWORD, RequestContext.current().address(), account.id());
    if (limiter.acquire(attempt) instanceof Permit.Denied denied) {
      return Optional.of(new LoginOutcome.Limited(denied.retryAfter()));
    }
    if (account.hasUsablePassword()) {
      CurrentPassword.Check check = currentPasswords.check(account, currentPassword);
      if (check instanceof CurrentPassword.Check.Limited limited) {
        return Optional.of(new LoginOutcome.Limited(limited.retryAfter()));
      }
      if (check instanceof CurrentPassword.Check.Wrong) {
        audit.record(AuditType.PASSWORD_CHANGE_FAILED, account.id(), session.id());
        return refused(
            List.of(Problem.with("current_password", ErrorCodes.ENTER_CURRENT_PASSWORD)));
      }
    }
    List<Problem> problems = newPassword.problems("new_password", password, account);
    if (!problems.isEmpty()) {
      return refused(problems);
    }
    String hash = passwords.hash(password);
    return database.transaction(() -> change(session, account, hash));
  }

  private Optional<LoginOutcome> change(Session seen, Account before, String hash) {
    Optional<Session> session = accounts.lock(before.id()).flatMap(a -> sessions.lock(seen));
    Optional<Account> account = session.flatMap(s -> accounts.replacePassword(before, hash));
    if (account.isEmpty()) {
      // Somebody else has changed the password or ended the session since this request was let in.
      return refused(List.of(Problem.with("current_password", ErrorCodes.ENTER_CURRENT_PASSWORD)));
    }
    sessions.endAll(account.get());
    audit.record(AuditType.PASSWORD_CHANGED, account.get().id(), session.get().id());
    notifications.send(
        before.hasUsablePassword() ? MailKind.PASSWORD_CHANGED : MailKind.PASSWORD_SET,
        account.get());
    return logsOut
        ? Optional.empty()
        : Optional.of(progress.authenticate(account.get(), session.get().state()));
  }

  private static Optional<LoginOutcome> refused(List<Problem> problems) {
    return Optional.of(new LoginOutcome.Refused(problems));
  }
}
