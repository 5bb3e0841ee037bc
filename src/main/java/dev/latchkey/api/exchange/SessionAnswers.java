package dev.latchkey.api.exchange;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.api.wire.ArrayText;
import dev.latchkey.api.wire.Envelope;
import dev.latchkey.api.wire.ObjectText;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.sessions.Session;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** The answers that tell a client where it stands: logged in, not yet, not at all. */
@Shared
public class SessionAnswers {

  private final Users users;
  private final Flows flows;

  @Inject
  public SessionAnswers(Users users, Flows flows) {
    this.users = users;
    this.flows = flows;
  }

  /** What came of a login, a sign-up or a stage. */
  public Response of(LoginOutcome outcome) {
    if (outcome instanceof LoginOutcome.Complete complete) {
      ObjectText meta = authenticatedMeta().put("session_token", complete.session().token());
      complete.tokens().forEach(meta::put);
      return authenticated(complete.session().session(), meta);
    }
    LoginOutcome.Pending pending = (LoginOutcome.Pending) outcome;
    ObjectText meta = new ObjectText().put("is_authenticated", false);
    if (pending.isNew()) {
      meta.put("session_token", pending.session().token());
    }
    return unauthenticated(401, Optional.of(pending.session().session()), meta);
  }

  /** Where the sender of a request stands. */
  public Response current(Optional<Session> session) {
    return session
        .filter(Session::isAuthenticated)
        .map(s -> authenticated(s, authenticatedMeta()))
        .orElseGet(
            () -> unauthenticated(401, session, new ObjectText().put("is_authenticated", false)));
  }

  /** To whoever needs to log in first. */
  public Response unauthorized(Optional<Session> session) {
    return unauthenticated(401, session, new ObjectText().put("is_authenticated", false));
  }

  /** The session of the token has ended: forget the token. */
  public Response gone() {
    return unauthenticated(410, Optional.empty(), new ObjectText().put("is_authenticated", false));
  }

  /** To whoever is logged in, but needs to prove anew who they are. */
  public Response reauthenticate(Session session) {
    ObjectText data =
        new ObjectText()
            .put("flows", flows.reauthentication(session.account()))
            .put("user", user(session.account()))
            .put("methods", methods(session));
    return Answers.of(Envelope.of(401).data(data).meta(authenticatedMeta()));
  }

  /** A user, as clients see one. */
  public JsonObject user(Account account) {
    return users.of(account);
  }

  private static ObjectText authenticatedMeta() {
    return new ObjectText().put("is_authenticated", true);
  }

  private Response authenticated(Session session, ObjectText meta) {
    ObjectText data =
        new ObjectText().put("user", user(session.account())).put("methods", methods(session));
    return Answers.of(Envelope.of(200).data(data).meta(meta));
  }

  private Response unauthenticated(int status, Optional<Session> session, ObjectText meta) {
    ObjectText data = new ObjectText().put("flows", flows.of(session));
    return Answers.of(Envelope.of(status).data(data).meta(meta));
  }

  private static ArrayText methods(Session session) {
    ArrayText methods = new ArrayText();
    session.state().methods().forEach(proof -> methods.add(proof.toJson()));
    return methods;
  }
}
