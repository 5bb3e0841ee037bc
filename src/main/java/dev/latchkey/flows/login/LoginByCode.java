package dev.latchkey.flows.login;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.accounts.emails.AddressProof;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.flows.AddressOwnership;
import dev.latchkey.flows.Attempts;
import dev.latchkey.flows.CodeRedemption;
import dev.latchkey.flows.Codes;
import dev.latchkey.flows.EnumerationRules;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Refusal;
import dev.latchkey.mail.MessageKind;
import dev.latchkey.mail.Outbox;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.CodePurpose;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.PendingCode;
import dev.latchkey.sessions.PendingLogin;
import dev.latchkey.sessions.Proof;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.SessionState;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.texts.ErrorCodes;
import dev.latchkey.throttle.Action;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Logging in with a code sent by mail, alone or after a password. */
@Shared
public class LoginByCode {

  private final Database database;
  private final Attempts attempts;
  private final Sessions sessions;
  private final Accounts accounts;
  private final EmailAddresses addresses;
  private final AddressOwnership ownership;
  private final EnumerationRules enumeration;
  private final Codes codes;
  private final LoginCodeStage stage;
  private final Outbox outbox;
  private final LoginStages stages;
  private final LoginProgress progress;
  private final PendingLogins pendingLogins;
  private final CodeRedemption redemption;
  private final boolean supportsResend;

  @Inject
  public LoginByCode(
      Database database,
      Attempts attempts,
      Sessions sessions,
      Accounts accounts,
      EmailAddresses addresses,
      AddressOwnership ownership,
      EnumerationRules enumeration,
      Codes codes,
      LoginCodeStage stage,
      Outbox outbox,
      LoginStages stages,
      LoginProgress progress,
      PendingLogins pendingLogins,
      CodeRedemption redemption,
      Settings settings) {
    this.database = database;
    this.attempts = attempts;
    this.sessions = sessions;
    this.accounts = accounts;
    this.addresses = addresses;
    this.ownership = ownership;
    this.enumeration = enumeration;
    this.codes = codes;
    this.stage = stage;
    this.outbox = outbox;
    this.stages = stages;
    this.progress = progress;
    this.pendingLogins = pendingLogins;
    this.redemption = redemption;
    this.supportsResend = settings.get(AccountSettings.LOGIN_BY_CODE_SUPPORTS_RESEND);
  }

  /** Sends a code to whoever has the address; where nobody has it, the answer is the same. */
  public Outcome<LoginOutcome> request(String email, Optional<Session> current) {
    return attempts.about(
        Action.REQUEST_LOGIN_CODE, email, () -> database.transaction(() -> begin(email, current)));
  }

  private Outcome<LoginOutcome> begin(String email, Optional<Session> current) {
    Optional<Account> account = accountOf(email);
    if (account.isEmpty() && !enumeration.hideAccounts()) {
      return Outcome.refused(Problem.with("email", ErrorCodes.UNKNOWN_EMAIL));
    }
    Long id = account.map(Account::id).orElse(null);
    PendingLogin login = new PendingLogin(id, List.of(), email, database.now());
    OpenSession pending = progress.pend(login, LoginCodeStage.FLOW, current);
    Session session = pending.session();
    session.remember(session.state().with(send(email, id)));
    return Outcome.done(new LoginOutcome.Pending(pending, true));
  }

  /** Takes the login further if the code is right. Call it outside of a transaction. */
  public Outcome<LoginOutcome> confirm(String typed, Optional<Session> current) {
    return redemption.redeem(
        CodePurpose.LOGIN,
        "code",
        typed,
        current,
        session -> stages.pending(session, LoginCodeStage.FLOW).isPresent(),
        (session, code) -> Outcome.of(confirmed(session, code), new Refusal.NotPending()));
  }

  /** Sends another code. */
  public Outcome<PendingCode> resend(Optional<Session> current) {
    Optional<PendingCode> before =
        current
            .filter(s -> stages.pending(s, LoginCodeStage.FLOW).isPresent())
            .flatMap(s -> s.state().code(CodePurpose.LOGIN));
    if (!supportsResend || before.isEmpty()) {
      return Outcome.refused(new Refusal.NotPending());
    }
    return attempts.about(
        Action.REQUEST_LOGIN_CODE,
        before.get().email(),
        () -> database.transaction(() -> sendAgain(current)));
  }

  private Outcome<PendingCode> sendAgain(Optional<Session> current) {
    Optional<Session> session = current.flatMap(sessions::lock);
    Optional<PendingCode> code = session.flatMap(s -> s.state().code(CodePurpose.LOGIN));
    if (code.isEmpty() || !stillOpens(code.get())) {
      session.ifPresent(s -> s.remember(SessionState.EMPTY));
      return Outcome.refused(new Refusal.NotPending());
    }
    PendingCode sent = resend(code.get());
    session.get().remember(session.get().state().with(sent));
    return Outcome.done(sent);
  }

  private Optional<Account> accountOf(String email) {
    return addresses.candidates(email).stream()
        .map(EmailAddress::account)
        .filter(Account::isActive)
        .findFirst();
  }

  private PendingCode send(String email, Long accountId) {
    if (accountId == null) {
      outbox.send(MessageKind.PASSWORD_RESET_UNKNOWN_ACCOUNT, email, Map.of());
      return codes.unsent(CodePurpose.LOGIN, email, null);
    }
    return codes.sent(CodePurpose.LOGIN, stage.send(email), email, accountId);
  }

  private PendingCode resend(PendingCode code) {
    if (code.accountId() == null) {
      outbox.send(MessageKind.PASSWORD_RESET_UNKNOWN_ACCOUNT, code.email(), Map.of());
      return codes.unsentAgain(code);
    }
    return codes.resent(code, stage.send(code.email()));
  }

  private Optional<LoginOutcome> confirmed(Session session, PendingCode code) {
    return pendingLogins.advance(
        LoginCodeStage.FLOW,
        Optional.of(session),
        (account, login) ->
            opening(account, code)
                .map(
                    address -> {
                      boolean isAlone = login.methods().isEmpty();
                      ownership.prove(
                          address,
                          isAlone ? AddressProof.LOGIN_CODE : AddressProof.CODE,
                          session.id());
                      return login.with(
                          Proof.byEmail(AuthenticationMethods.CODE, database.now(), code.email()));
                    }));
  }

  /** The address that a code was sent to, if it still opens the account. */
  private Optional<EmailAddress> opening(Account account, PendingCode code) {
    return addresses.find(account, code.email()).filter(addresses::opens);
  }

  private boolean stillOpens(PendingCode code) {
    return code.accountId() == null
        || accounts.lock(code.accountId()).flatMap(a -> opening(a, code)).isPresent();
  }
}
