package dev.latchkey.flows.password;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.flows.Attempts;
import dev.latchkey.flows.Codes;
import dev.latchkey.flows.EnumerationRules;
import dev.latchkey.flows.FrontendLinks;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Problem;
import dev.latchkey.mail.MessageKind;
import dev.latchkey.mail.Outbox;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.CodePurpose;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.PendingCode;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.SessionState;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.HeadlessSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.texts.ErrorCodes;
import dev.latchkey.throttle.Action;
import dev.latchkey.tokens.Strategies;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asking for the mail that lets someone set a new password. */
@Shared
public class PasswordResetRequest {

  private final Database database;
  private final Attempts attempts;
  private final EmailAddresses addresses;
  private final EnumerationRules enumeration;
  private final Sessions sessions;
  private final Strategies strategies;
  private final ResetLinks links;
  private final FrontendLinks frontend;
  private final Codes codes;
  private final Outbox outbox;
  private final Audit audit;
  private final boolean byCode;

  @Inject
  public PasswordResetRequest(
      Database database,
      Attempts attempts,
      EmailAddresses addresses,
      EnumerationRules enumeration,
      Sessions sessions,
      Strategies strategies,
      ResetLinks links,
      FrontendLinks frontend,
      Codes codes,
      Outbox outbox,
      Audit audit,
      Settings settings) {
    this.database = database;
    this.attempts = attempts;
    this.addresses = addresses;
    this.enumeration = enumeration;
    this.sessions = sessions;
    this.strategies = strategies;
    this.links = links;
    this.frontend = frontend;
    this.codes = codes;
    this.outbox = outbox;
    this.audit = audit;
    this.byCode = settings.get(AccountSettings.PASSWORD_RESET_BY_CODE_ENABLED);
  }

  /**
   * Sends the mail, if the address has an account. Call it outside of a transaction.
   *
   * @return the session in which a code is awaited; empty where resets are by link
   */
  public Outcome<Optional<OpenSession>> request(String email, Optional<Session> current) {
    return attempts.about(
        Action.RESET_PASSWORD, email, () -> database.transaction(() -> send(email, current)));
  }

  private Outcome<Optional<OpenSession>> send(String email, Optional<Session> current) {
    List<EmailAddress> rows =
        addresses.candidates(email).stream().filter(e -> e.account().isActive()).toList();
    if (rows.isEmpty() && !enumeration.hideAccounts()) {
      return Outcome.refused(Problem.with("email", ErrorCodes.UNKNOWN_EMAIL));
    }
    if (rows.isEmpty()) {
      outbox.send(MessageKind.PASSWORD_RESET_UNKNOWN_ACCOUNT, email, Map.of());
    }
    Long account = rows.stream().findFirst().map(e -> e.account().id()).orElse(null);
    audit.record(AuditType.PASSWORD_RESET_REQUESTED, account, null);
    if (byCode) {
      return Outcome.done(Optional.of(sendCode(email, rows, current)));
    }
    sendLinks(rows);
    return Outcome.done(Optional.empty());
  }

  private void sendLinks(List<EmailAddress> rows) {
    for (EmailAddress row : rows) {
      outbox.send(
          MessageKind.PASSWORD_RESET_LINK,
          row.email(),
          Map.of(
              "link",
              frontend.link(
                  HeadlessSettings.FRONTEND_URLS_ACCOUNT_RESET_PASSWORD_FROM_KEY,
                  links.keyFor(row))));
    }
  }

  private OpenSession sendCode(String email, List<EmailAddress> rows, Optional<Session> current) {
    PendingCode pending = codes.unsent(CodePurpose.PASSWORD_RESET, email, null);
    if (!rows.isEmpty()) {
      Account account = rows.get(0).account();
      String code = codes.generate(CodePurpose.PASSWORD_RESET);
      outbox.send(MessageKind.PASSWORD_RESET_CODE, email, Map.of("code", code));
      pending = codes.sent(CodePurpose.PASSWORD_RESET, code, email, account.id());
    }
    current.filter(s -> !s.isAuthenticated()).ifPresent(sessions::end);
    return sessions.openPending(
        strategies.active().createSessionToken(), SessionState.EMPTY.with(pending));
  }
}
