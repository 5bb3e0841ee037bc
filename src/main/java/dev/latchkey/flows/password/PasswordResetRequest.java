package dev.latchkey.flows.password;

import dev.latchkey.Shared;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.flows.Attempts;
import dev.latchkey.flows.EnumerationRules;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.login.LoginProgress;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.PendingCode;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.SessionState;
import dev.latchkey.texts.ErrorCodes;
import dev.latchkey.throttle.Action;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Requests the mail for a password reset. */
@Shared
public class PasswordResetRequest {

  private final Database database;
  private final Attempts attempts;
  private final EmailAddresses addresses;
  private final EnumerationRules enumeration;
  private final LoginProgress progress;
  private final ResetMail mail;
  private final Audit audit;

  @Inject
  public PasswordResetRequest(
      Database database,
      Attempts attempts,
      EmailAddresses addresses,
      EnumerationRules enumeration,
      LoginProgress progress,
      ResetMail mail,
      Audit audit) {
    this.database = database;
    this.attempts = attempts;
    this.addresses = addresses;
    this.enumeration = enumeration;
    this.progress = progress;
    this.mail = mail;
    this.audit = audit;
  }

  /**
   * Sends the mail, if the address has an account. Call it outside of a transaction.
   *
   * @return the session in which a code is awaited; empty if resets are by link
   */
  public Outcome<Optional<OpenSession>> request(String email, Optional<Session> current) {
    return attempts.about(
        Action.RESET_PASSWORD, email, () -> database.transaction(() -> send(email, current)));
  }

  private Outcome<Optional<OpenSession>> send(String email, Optional<Session> current) {
    List<EmailAddress> rows =
        addresses.candidates(email).stream().filter(e -> e.account().isActive()).toList();
    if (rows.isEmpty() && !enumeration.hideAccounts()) {
      return Outcome.rejected(Problem.with("email", ErrorCodes.UNKNOWN_EMAIL));
    }
    if (rows.isEmpty()) {
      mail.sendUnknownAccount(email);
    }
    Optional<Long> account = rows.stream().findFirst().map(e -> e.account().id());
    audit.record(AuditType.PASSWORD_RESET_REQUESTED, account.orElse(null), null);
    if (!mail.isByCode()) {
      rows.forEach(mail::sendLink);
      return Outcome.done(Optional.empty());
    }
    PendingCode code =
        account.map(id -> mail.sendCode(email, id)).orElseGet(() -> mail.noCode(email));
    return Outcome.done(
        Optional.of(
            progress.pend(
                SessionState.EMPTY.with(code), current.filter(s -> !s.isAuthenticated()))));
  }
}
