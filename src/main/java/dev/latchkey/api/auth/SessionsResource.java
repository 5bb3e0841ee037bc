package dev.latchkey.api.auth;

import dev.latchkey.api.clients.ClientKind;
import dev.latchkey.api.exchange.AccountGuard;
import dev.latchkey.api.exchange.Answers;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.exchange.SessionAnswers;
import dev.latchkey.api.wire.ApiError;
import dev.latchkey.api.wire.ArrayText;
import dev.latchkey.api.wire.Envelope;
import dev.latchkey.api.wire.Fields;
import dev.latchkey.api.wire.ObjectText;
import dev.latchkey.flows.login.OwnSessions;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.SessionSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.texts.ErrorCodes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The user's own sessions, on all devices. */
@Path(ClientKind.PATH + "/auth/sessions")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class SessionsResource {

  @Inject Exchange exchange;
  @Inject AccountGuard guard;
  @Inject Settings settings;
  @Inject OwnSessions sessions;
  @Inject SessionAnswers answers;

  @GET
  public Response get() {
    return guard.loggedIn(
        exchange.session(), current -> list(sessions.list(current.owner()), current));
  }

  @DELETE
  public Response delete() {
    return guard.loggedIn(exchange.session(), this::end);
  }

  private Response end(Session current) {
    Fields fields = exchange.fields();
    List<Long> ids = fields.requiredIds("sessions");
    if (fields.hasErrors()) {
      return exchange.badRequest(fields.errors());
    }
    Optional<List<Session>> left = sessions.end(current.owner(), ids);
    if (left.isEmpty()) {
      return exchange.badRequest(List.of(new ApiError(ErrorCodes.INVALID_CHOICE, "sessions")));
    }
    return ids.contains(current.id()) ? answers.ended() : list(left.get(), current);
  }

  private Response list(List<Session> all, Session current) {
    ArrayText list = new ArrayText();
    all.forEach(session -> list.add(session(session, session.id().equals(current.id()))));
    return Answers.of(Envelope.of(200).data(list));
  }

  private ObjectText session(Session session, boolean isCurrent) {
    ObjectText text =
        new ObjectText()
            .put("id", session.id())
            .put("user_agent", Objects.requireNonNullElse(session.userAgent(), ""))
            .put("ip", Objects.requireNonNullElse(session.address(), ""))
            .put("created_at", session.created())
            .put("is_current", isCurrent);
    if (settings.get(SessionSettings.TRACK_ACTIVITY)) {
      text.put("last_seen_at", session.lastSeen());
    }
    return text;
  }
}
