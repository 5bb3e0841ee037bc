package dev.latchkey.api.admin;

import dev.latchkey.admin.Admin;
import dev.latchkey.admin.MailControl;
import dev.latchkey.api.exchange.Answers;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.exchange.Outcomes;
import dev.latchkey.api.wire.ArrayText;
import dev.latchkey.api.wire.Envelope;
import dev.latchkey.api.wire.ObjectText;
import dev.latchkey.mail.WaitingMails;
import dev.latchkey.mail.WaitingMails.Change;
import dev.latchkey.mail.WaitingMails.Waiting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;

/** Unsent messages, for administrators. */
@Path("/admin/v1/mail")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class MailResource {

  private static final String WAITING = "waiting";
  private static final String FAILING = "failing";

  @Inject Exchange exchange;
  @Inject MailControl control;
  @Inject WaitingMails mails;
  @Inject Outcomes outcomes;

  @GET
  public Response list(@Context UriInfo uri) {
    QueryFields query = new QueryFields(uri.getQueryParameters());
    Optional<Boolean> failing =
        query.choice("state", List.of(WAITING, FAILING)).map(FAILING::equals);
    long after = query.number("after").orElse(0L);
    int limit = query.limit();
    if (!query.errors().isEmpty()) {
      return exchange.badRequest(query.errors());
    }
    List<Waiting> page = control.list(failing, after, limit, admin());
    ArrayText data = new ArrayText();
    page.forEach(mail -> data.add(text(mail)));
    ObjectText meta = new ObjectText();
    if (page.size() == limit) {
      meta.put("after", page.get(page.size() - 1).id());
    }
    meta.put(WAITING, mails.count(false))
        .put(FAILING, mails.count(true))
        .put(
            "transport",
            new ObjectText()
                .put("delivers", mails.reachesPeople())
                .put("description", mails.transport()));
    return Answers.of(Envelope.of(200).data(data).meta(meta));
  }

  @POST
  @Path("/{id: [0-9]+}/retry")
  public Response retry(@PathParam("id") long id) {
    return answer(control.retry(id, admin()));
  }

  @DELETE
  @Path("/{id: [0-9]+}")
  public Response discard(@PathParam("id") long id) {
    return answer(control.discard(id, admin()));
  }

  @POST
  @Path("/test")
  public Response test() {
    return outcomes.answer(
        control.test(admin()),
        email -> Answers.of(Envelope.of(200).data(new ObjectText().put("email", email))));
  }

  private static Response answer(Change change) {
    return switch (change) {
      case DONE -> Answers.of(Envelope.of(200));
      case GONE -> throw new NotFoundException();
      case BEING_SENT -> Answers.conflict();
    };
  }

  /** An attempt in progress has not failed yet. */
  private static boolean hasFailed(Waiting mail) {
    return mail.attempts() > (mail.sending() ? 1 : 0);
  }

  private static ObjectText text(Waiting mail) {
    return new ObjectText()
        .put("id", mail.id())
        .put("channel", mail.channel().text())
        .put("kind", mail.kind())
        .put("to", mail.to())
        .put("state", hasFailed(mail) ? FAILING : WAITING)
        .put("attempts", mail.attempts())
        .put("sending", mail.sending())
        .put("created", mail.created())
        .put("next_attempt", mail.nextAttempt())
        .put("expires_at", mail.expiresAt())
        .put("last_error", mail.lastError());
  }

  private Admin admin() {
    return Admin.of(exchange.session().orElseThrow());
  }
}
