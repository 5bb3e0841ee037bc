package dev.latchkey.flows;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.PendingLogin;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.SessionState;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.tokens.Strategies;
import dev.latchkey.tokens.TokenStrategy;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;

/** Takes a login to its next owed stage, or to its end. */
@Shared
public class LoginProgress {

  private final Sessions sessions;
  private final LoginStages stages;
  private final TokenStrategy strategy;
  private final Audit audit;

  @Inject
  public LoginProgress(Sessions sessions, LoginStages stages, Strategies strategies, Audit audit) {
    this.sessions = sessions;
    this.stages = stages;
    this.strategy = strategies.active();
    this.audit = audit;
  }

  /**
   * Goes on with a login that has just proven something. Call it in a transaction, with the account
   * managed and its row locked.
   *
   * @param current the session that the client has so far; it ends, and its token with it
   */
  LoginOutcome proceed(PendingLogin login, Account account, Optional<Session> current) {
    Optional<LoginStage> owed = stages.owed(account, login);
    current.ifPresent(sessions::end);
    String token = strategy.createSessionToken();
    if (owed.isPresent()) {
      OpenSession pending = sessions.open(token, null, SessionState.EMPTY.with(login));
      owed.get().begin(pending, account, login);
      return new LoginOutcome.Pending(pending, true);
    }
    SessionState state = login.method().map(SessionState.EMPTY::with).orElse(SessionState.EMPTY);
    OpenSession session = sessions.open(token, account, state);
    Map<String, String> tokens = strategy.createAccessTokenPayload(session);
    audit.record(AuditType.LOGGED_IN, account.id(), session.session().id());
    return new LoginOutcome.Complete(session, tokens);
  }
}
