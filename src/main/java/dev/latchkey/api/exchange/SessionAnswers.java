package dev.latchkey.api.exchange;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.api.clients.ClientKind;
import dev.latchkey.api.clients.Handover;
import dev.latchkey.api.wire.ArrayText;
import dev.latchkey.api.wire.Envelope;
import dev.latchkey.api.wire.ObjectText;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.request.DeviceTokens;
import dev.latchkey.sessions.Session;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** The responses that state whether a user is logged in: yes, not yet, or no. */
@Shared
public class SessionAnswers {

  private final Users users;
  private final Flows flows;
  private final Exchange exchange;

  @Inject
  public SessionAnswers(Users users, Flows flows, Exchange exchange) {
    this.users = users;
    this.flows = flows;
    this.exchange = exchange;
  }

  /** The response to a login, a sign-up or a stage. */
  public Response of(LoginOutcome outcome) {
    return of(outcome, DeviceTokens.NONE);
  }

  /**
   * The same, to a client that may also have become trusted.
   *
   * @param tokens those of the trusted device; none if it is not trusted
   */
  public Response of(LoginOutcome outcome, DeviceTokens tokens) {
    Handover trust = tokens.isEmpty() ? Handover.NOTHING : client().trusted(tokens);
    if (outcome instanceof LoginOutcome.Complete complete) {
      return authenticated(
          complete.session().session(),
          client().authenticated(complete.session(), complete.tokens()).and(trust));
    }
    LoginOutcome.Pending pending = (LoginOutcome.Pending) outcome;
    Handover handover = pending.isNew() ? client().pending(pending.session()) : Handover.NOTHING;
    return unauthenticated(401, Optional.of(pending.session().session()), handover.and(trust));
  }

  /** The response to a logged-in client that has become trusted. */
  public Response trusted(Session session, DeviceTokens tokens) {
    return authenticated(session, client().trusted(tokens));
  }

  /** The response with the state of the caller's session. */
  public Response current(Optional<Session> session) {
    return session
        .filter(Session::isAuthenticated)
        .map(s -> authenticated(s, Handover.NOTHING))
        .orElseGet(() -> unauthorized(session));
  }

  /** The response to a user who must log in first. */
  public Response unauthorized(Optional<Session> session) {
    return unauthenticated(401, session, Handover.NOTHING);
  }

  /** The response to a step that the client's session does not wait for. */
  public Response notPending(Optional<Session> session) {
    return session
        .filter(Session::isAuthenticated)
        .map(this::reauthenticate)
        .orElseGet(() -> unauthorized(session));
  }

  /** The response to a client that has ended its session with this request. */
  public Response ended() {
    return unauthenticated(401, Optional.empty(), client().ended());
  }

  /** The response to a client whose session had ended before; the client must delete its token. */
  public Response gone() {
    return unauthenticated(client().endedStatus(), Optional.empty(), client().ended());
  }

  /** The response to a user who must reauthenticate. */
  public Response reauthenticate(Session session) {
    ObjectText data =
        new ObjectText()
            .put("flows", flows.reauthentication(session.owner()))
            .put("user", user(session.owner()))
            .put("methods", methods(session));
    return Answers.of(Envelope.of(401).data(data).meta(meta(true)));
  }

  /** A user, as clients see it. */
  public JsonObject user(Account account) {
    return users.of(account);
  }

  private ClientKind client() {
    return exchange.client();
  }

  private Response authenticated(Session session, Handover handover) {
    ObjectText data =
        new ObjectText().put("user", user(session.owner())).put("methods", methods(session));
    return response(200, data, true, handover);
  }

  private Response unauthenticated(int status, Optional<Session> session, Handover handover) {
    ObjectText data = new ObjectText().put("flows", flows.of(session));
    boolean isNews = exchange.isSessionGone() && handover.equals(Handover.NOTHING);
    return response(status, data, false, isNews ? client().ended() : handover);
  }

  private static Response response(
      int status, ObjectText data, boolean authenticated, Handover handover) {
    ObjectText meta = meta(authenticated);
    handover.meta().forEach(meta::put);
    Response.ResponseBuilder response = Answers.builder(Envelope.of(status).data(data).meta(meta));
    handover.cookies().forEach(cookie -> response.header("Set-Cookie", cookie));
    return response.build();
  }

  private static ObjectText meta(boolean authenticated) {
    return new ObjectText().put("is_authenticated", authenticated);
  }

  private static ArrayText methods(Session session) {
    ArrayText methods = new ArrayText();
    session.state().methods().forEach(proof -> methods.add(proof.toJson()));
    return methods;
  }
}
