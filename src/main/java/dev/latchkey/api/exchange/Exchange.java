package dev.latchkey.api.exchange;

import dev.latchkey.api.clients.ClientKind;
import dev.latchkey.api.wire.ApiError;
import dev.latchkey.api.wire.Envelope;
import dev.latchkey.api.wire.Fields;
import dev.latchkey.api.wire.JsonBody;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.Session;
import dev.latchkey.texts.Language;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request to the API: its session, kind of client, language and body. The filters set them. */
@RequestScoped
public class Exchange {

  private @Nullable ContainerRequestContext headers;
  private @Nullable ClientKind client;
  private @Nullable OpenSession open;
  private boolean sessionGone;
  private Language language = Language.ENGLISH;
  private @Nullable JsonBody body;

  /** Sets the kind of client; the filters call this first. */
  public void comesFrom(ClientKind kind) {
    this.client = kind;
  }

  public void arrived(
      ContainerRequestContext request, Language spoken, @Nullable OpenSession session) {
    this.headers = request;
    this.language = spoken;
    this.open = session;
  }

  /** Records that the request names a session that has ended, and is anonymous. */
  void lostSession() {
    this.sessionGone = true;
  }

  /** Whether the request names a session that has ended. */
  boolean isSessionGone() {
    return sessionGone;
  }

  void received(JsonBody received) {
    this.body = received;
  }

  /** The kind of client that sends the request, if the path names one. */
  Optional<ClientKind> kind() {
    return Optional.ofNullable(client);
  }

  /** The kind of client that sends the request. */
  public ClientKind client() {
    return Objects.requireNonNull(client);
  }

  /** The live session that the request belongs to, anonymous and pending ones included. */
  public Optional<OpenSession> open() {
    return Optional.ofNullable(open);
  }

  /** As {@link #open()}, without the token. */
  public Optional<Session> session() {
    return open().map(OpenSession::session);
  }

  /** The session, if a user is logged in with it. */
  public Optional<OpenSession> authenticated() {
    return open().filter(o -> o.session().isAuthenticated());
  }

  public Language language() {
    return language;
  }

  /** The fields of the body; read them only once. */
  public Fields fields() {
    return new Fields(Objects.requireNonNull(body));
  }

  /** A header of the request, or the empty string. */
  public String header(String name) {
    String value = headers == null ? null : headers.getHeaderString(name);
    return value == null ? "" : value;
  }

  /** The response to invalid input. */
  public Response badRequest(List<ApiError> errors) {
    return Answers.of(Envelope.of(400).errors(errors, language));
  }
}
