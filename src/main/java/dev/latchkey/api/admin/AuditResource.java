package dev.latchkey.api.admin;

import dev.latchkey.admin.Admin;
import dev.latchkey.admin.AuditQuery;
import dev.latchkey.admin.AuditSearch;
import dev.latchkey.api.exchange.Answers;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.wire.ArrayText;
import dev.latchkey.api.wire.Envelope;
import dev.latchkey.api.wire.ObjectText;
import dev.latchkey.audit.AuditEvent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** The record of events, for administrators. */
@Path("/admin/v1/audit")
@RequestScoped
public class AuditResource {

  @Inject Exchange exchange;
  @Inject AuditSearch search;

  @GET
  public Response list(@Context UriInfo uri) {
    QueryFields query = new QueryFields(uri.getQueryParameters());
    AuditQuery wanted =
        new AuditQuery(
            query.number("account"),
            query.text("type"),
            query.time("since"),
            query.time("until"),
            query.number("before"),
            query.limit());
    if (!query.errors().isEmpty()) {
      return exchange.badRequest(query.errors());
    }
    List<AuditEvent> page = search.list(wanted, Admin.of(exchange.session().orElseThrow()));
    ArrayText data = new ArrayText();
    page.forEach(event -> data.add(text(event)));
    ObjectText meta = new ObjectText();
    if (page.size() == wanted.limit()) {
      meta.put("before", page.get(page.size() - 1).id());
    }
    return Answers.of(Envelope.of(200).data(data).meta(meta));
  }

  private static ObjectText text(AuditEvent event) {
    ObjectText text =
        new ObjectText().put("id", event.id()).put("at", event.at()).put("type", event.type());
    if (event.accountId() != null) {
      text.put("account", event.accountId());
    }
    if (event.sessionId() != null) {
      text.put("session", event.sessionId());
    }
    return text.put("address", event.address())
        .put("user_agent", event.userAgent())
        .put("detail", event.detail());
  }
}
