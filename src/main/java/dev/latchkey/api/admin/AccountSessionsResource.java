package dev.latchkey.api.admin;

import dev.latchkey.admin.AccountControl;
import dev.latchkey.admin.Admin;
import dev.latchkey.admin.SessionControl;
import dev.latchkey.api.exchange.Answers;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.wire.ArrayText;
import dev.latchkey.api.wire.Envelope;
import dev.latchkey.api.wire.ObjectText;
import dev.latchkey.sessions.Session;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;

/** The sessions of one account, for administrators. */
@Path("/admin/v1/accounts/{id: [0-9]+}/sessions")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class AccountSessionsResource {

  @Inject Exchange exchange;
  @Inject SessionControl sessions;
  @Inject AccountControl control;

  @PathParam("id")
  long id;

  @GET
  public Response list() {
    return sessions
        .list(id, admin())
        .map(all -> Answers.of(Envelope.of(200).data(text(all))))
        .orElseThrow(NotFoundException::new);
  }

  @DELETE
  public Response endAll() {
    if (!control.endSessions(id, admin())) {
      throw new NotFoundException();
    }
    return Answers.of(Envelope.of(200));
  }

  @DELETE
  @Path("/{session: [0-9]+}")
  public Response end(@PathParam("session") long session) {
    if (!sessions.end(id, session, admin())) {
      throw new NotFoundException();
    }
    return Answers.of(Envelope.of(200));
  }

  private ArrayText text(List<Session> all) {
    long current = admin().session();
    ArrayText list = new ArrayText();
    all.forEach(session -> list.add(text(session, session.id() == current)));
    return list;
  }

  private static ObjectText text(Session session, boolean isCurrent) {
    return new ObjectText()
        .put("id", session.id())
        .put("user_agent", Objects.requireNonNullElse(session.userAgent(), ""))
        .put("ip", Objects.requireNonNullElse(session.address(), ""))
        .put("created_at", session.created())
        .put("last_seen_at", session.lastSeen())
        .put("expires_at", session.expiresAt())
        .put("is_current", isCurrent);
  }

  private Admin admin() {
    return Admin.of(exchange.session().orElseThrow());
  }
}
