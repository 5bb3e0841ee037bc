package dev.latchkey.flows.password;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.flows.Codes;
import dev.latchkey.flows.EnumerationRules;
import dev.latchkey.flows.FrontendLinks;
import dev.latchkey.flows.Problem;
import dev.latchkey.mail.MailKind;
import dev.latchkey.mail.Outbox;
import dev.latchkey.persistence.Database;
import dev.latchkey.request.RequestContext;
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
import dev.latchkey.throttle.Attempt;
import dev.latchkey.throttle.Permit;
import dev.latchkey.throttle.RateLimiter;
import dev.latchkey.tokens.Strategies;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asking for the mail that lets someone set a new password. */
@Shared
public class PasswordResetRequest {

  /** What came of it. */
  public sealed interface Outcome {

    /** A mail is on its way, to whoever has the address or to nobody. */
    record Sent() implements Outcome {}

    /** As {@link Sent}, with a code that is awaited in this session. */
    record Pending(OpenSession session) implements Outcome {}

    record Refused(Problem problem) implements Outcome {}

    record Limited(Duration retryAfter) implements Outcome {}
  }

  private final Database database;
  private final RateLimiter limiter;
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
      RateLimiter limiter,
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
    this.limiter = limiter;
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

  /** Sends the mail. Call it outside of a transaction. */
  public Outcome request(String email, Optional<Session> current) {
    Attempt attempt =
        Attempt.about(Action.RESET_PASSWORD, RequestContext.current().address(), email);
    if (limiter.acquire(attempt) instanceof Permit.Denied denied) {
      return new Outcome.Limited(denied.retryAfter());
    }
    return database.transaction(
        () -> {
          List<EmailAddress> rows =
              addresses.candidates(email).stream().filter(e -> e.account().isActive()).toList();
          if (rows.isEmpty() && !enumeration.hideAccounts()) {
            return new Outcome.Refused(Problem.with("email", ErrorCodes.UNKNOWN_EMAIL));
          }
          if (rows.isEmpty()) {
            outbox.send(MailKind.PASSWORD_RESET_UNKNOWN_ACCOUNT, email, Map.of());
          }
          Long account = rows.stream().findFirst().map(e -> e.account().id()).orElse(null);
          audit.record(AuditType.PASSWORD_RESET_REQUESTED, account, null);
          return byCode ? sendCode(email, rows, current) : sendLinks(rows);
        });
  }

  private Outcome sendLinks(List<EmailAddress> rows) {
    for (EmailAddress row : rows) {
      outbox.send(
          MailKind.PASSWORD_RESET_LINK,
          row.email(),
          Map.of(
              "link",
              frontend.link(
                  HeadlessSettings.FRONTEND_URLS_ACCOUNT_RESET_PASSWORD_FROM_KEY,
                  links.keyFor(row))));
    }
    return new Outcome.Sent();
  }

  private Outcome sendCode(String email, List<EmailAddress> rows, Optional<Session> current) {
    PendingCode pending = codes.unsent(CodePurpose.PASSWORD_RESET, email, null);
    if (!rows.isEmpty()) {
      Account account = rows.get(0).account();
      String code = codes.generate(CodePurpose.PASSWORD_RESET);
      outbox.send(MailKind.PASSWORD_RESET_CODE, email, Map.of("code", code));
      pending = codes.sent(CodePurpose.PASSWORD_RESET, code, email, account.id());
    }
    current.filter(s -> !s.isAuthenticated()).ifPresent(sessions::end);
    return new Outcome.Pending(
        sessions.openPending(
            strategies.active().createSessionToken(), SessionState.EMPTY.with(pending)));
  }
}
