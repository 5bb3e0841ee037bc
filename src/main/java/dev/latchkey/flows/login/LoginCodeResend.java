package dev.latchkey.flows.login;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.flows.Attempts;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Rejection;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.CodePurpose;
import dev.latchkey.sessions.PendingCode;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.SessionState;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.throttle.Action;
import jakarta.inject.Inject;
import java.util.Optional;

/** Requests another login code. */
@Shared
public class LoginCodeResend {

  private final Database database;
  private final Attempts attempts;
  private final Sessions sessions;
  private final Accounts accounts;
  private final EmailAddresses addresses;
  private final LoginStages stages;
  private final LoginCodes codes;
  private final boolean supported;

  @Inject
  public LoginCodeResend(
      Database database,
      Attempts attempts,
      Sessions sessions,
      Accounts accounts,
      EmailAddresses addresses,
      LoginStages stages,
      LoginCodes codes,
      Settings settings) {
    this.database = database;
    this.attempts = attempts;
    this.sessions = sessions;
    this.accounts = accounts;
    this.addresses = addresses;
    this.stages = stages;
    this.codes = codes;
    this.supported = settings.get(AccountSettings.LOGIN_BY_CODE_SUPPORTS_RESEND);
  }

  /**
   * Sends another code to the recipient of the first one. Call it outside of a transaction.
   *
   * @return the code that is awaited from now on
   */
  public Outcome<PendingCode> resend(Optional<Session> current) {
    Optional<PendingCode> before =
        current
            .filter(s -> stages.pending(s, LoginCodeStage.FLOW).isPresent())
            .flatMap(s -> s.state().code(CodePurpose.LOGIN));
    if (!supported || before.isEmpty()) {
      return Outcome.rejected(new Rejection.NotPending());
    }
    return attempts.about(
        Action.REQUEST_LOGIN_CODE,
        before.get().to().text(),
        () -> database.transaction(() -> sendAgain(current)));
  }

  private Outcome<PendingCode> sendAgain(Optional<Session> current) {
    Optional<Session> session = current.flatMap(sessions::lock);
    Optional<PendingCode> code = session.flatMap(s -> s.state().code(CodePurpose.LOGIN));
    if (code.isEmpty() || !stillOpens(code.get())) {
      session.ifPresent(s -> s.remember(SessionState.EMPTY));
      return Outcome.rejected(new Rejection.NotPending());
    }
    PendingCode sent = codes.resend(code.get());
    session.get().remember(session.get().state().with(sent));
    return Outcome.done(sent);
  }

  private boolean stillOpens(PendingCode code) {
    return code.accountId() == null
        || accounts
            .lock(code.accountId())
            .flatMap(account -> addresses.opening(account, code.email()))
            .isPresent();
  }
}
