package dev.latchkey.flows.login;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.crypto.RandomText;
import dev.latchkey.jose.TokenCarrier;
import dev.latchkey.request.RequestContext;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.PendingLogin;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.SessionState;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.tokens.Strategies;
import dev.latchkey.tokens.TokenStrategy;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Advances a login to the next stage that it owes, or completes it. */
@Shared
public class LoginProgress {

  private final Sessions sessions;
  private final LoginStages stages;
  private final TokenStrategy strategy;
  private final EmailAddresses addresses;
  private final Audit audit;

  @Inject
  public LoginProgress(
      Sessions sessions,
      LoginStages stages,
      Strategies strategies,
      EmailAddresses addresses,
      Audit audit) {
    this.sessions = sessions;
    this.stages = stages;
    this.addresses = addresses;
    this.strategy = strategies.active();
    this.audit = audit;
  }

  /**
   * Continues a login after a step has succeeded. Call it in a transaction, with the account
   * managed and its row locked.
   *
   * @param current the client's current session. It ends, and its token with it, unless it is the
   *     one in which this login waited and the login owes another stage
   */
  public LoginOutcome proceed(PendingLogin login, Account account, Optional<Session> current) {
    Optional<LoginStage> owed = stages.owed(account, login);
    if (owed.isPresent() && login.stage() != null && current.isPresent()) {
      return pendOn(owed.get(), login, account, current.get());
    }
    current.ifPresent(sessions::end);
    return owed.isPresent() ? pend(owed.get(), login, account) : complete(login, account);
  }

  /**
   * Begins a session that owes a stage, for an account or without one; the client cannot see the
   * difference.
   */
  public OpenSession pend(PendingLogin login, String flow, Optional<Session> current) {
    return pend(SessionState.EMPTY.with(login.owing(flow)), current);
  }

  /** Begins a session in which no user is logged in; it replaces the client's session. */
  public OpenSession pend(SessionState state, Optional<Session> current) {
    current.ifPresent(sessions::end);
    return sessions.openPending(newToken(), state);
  }

  /** Begins the session of a user whose login owes no (further) stage. */
  public LoginOutcome.Complete authenticate(Account account, SessionState state) {
    OpenSession session = sessions.open(newToken(), account, state);
    sessions.endBeyondLimit(account, session.session());
    Map<String, String> tokens =
        isInCookie() ? Map.of() : strategy.createAccessTokenPayload(session);
    addresses.shownPrimaryOf(account); // the response shows it, and then need not read it
    return new LoginOutcome.Complete(session, tokens);
  }

  /** The token strategy is for tokens that clients see; a cookie is the server's own. */
  private String newToken() {
    return isInCookie() ? RandomText.sessionToken() : strategy.createSessionToken();
  }

  private static boolean isInCookie() {
    return RequestContext.current().carrier() == TokenCarrier.COOKIE;
  }

  private LoginOutcome pend(LoginStage stage, PendingLogin login, Account account) {
    OpenSession pending = pend(login, stage.flow(), Optional.empty());
    stage.begin(pending.session(), account, login);
    return new LoginOutcome.Pending(pending, true);
  }

  private static LoginOutcome pendOn(
      LoginStage stage, PendingLogin login, Account account, Session session) {
    session.remember(SessionState.EMPTY.with(login.owing(stage.flow())));
    stage.begin(session, account, login);
    return new LoginOutcome.Pending(new OpenSession(session, ""), false);
  }

  private LoginOutcome complete(PendingLogin login, Account account) {
    SessionState state = SessionState.provenBy(login.methods());
    LoginOutcome.Complete complete = authenticate(account, state);
    List<String> methods = login.methods().stream().map(m -> m.method()).toList();
    audit.record(
        AuditType.LOGGED_IN,
        account.id(),
        complete.session().session().id(),
        AuthenticationMethods.together(methods));
    return complete;
  }
}
