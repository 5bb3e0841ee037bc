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
import dev.latchkey.audit.AuditType;
import dev.latchkey.request.ClientAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;

/** The record of events, for administrators. */
@Path("/admin/v1/audit")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class AuditResource {

  private static final int READ_AT_ONCE = 500;

  @Inject Exchange exchange;
  @Inject AuditSearch search;

  @GET
  public Response list(@Context UriInfo uri) {
    QueryFields query = new QueryFields(uri.getQueryParameters());
    AuditQuery wanted = wanted(query).page(query.number("before"), query.limit());
    if (!query.errors().isEmpty()) {
      return exchange.badRequest(query.errors());
    }
    List<AuditEvent> page = search.list(wanted, admin());
    ArrayText data = new ArrayText();
    page.forEach(event -> data.add(AuditTexts.of(event)));
    ObjectText meta = new ObjectText();
    if (page.size() == wanted.limit()) {
      meta.put("before", page.get(page.size() - 1).id());
    }
    return Answers.of(Envelope.of(200).data(data).meta(meta));
  }

  /** The types of event that this release records. */
  @GET
  @Path("/types")
  public Response types() {
    ArrayText data = new ArrayText();
    for (AuditType type : AuditType.values()) {
      data.add(
          new ObjectText()
              .put("type", type.text())
              .put("outcome", AuditTexts.outcome(type.isFailure())));
    }
    return Answers.of(Envelope.of(200).data(data));
  }

  /** All events that match, as a file. */
  @GET
  @Path("/export")
  @Produces({"text/csv", "application/x-ndjson"})
  public Response export(@Context UriInfo uri) {
    QueryFields query = new QueryFields(uri.getQueryParameters());
    AuditFile file = AuditFile.named(query.choice("format", AuditFile.NAMES));
    AuditQuery wanted = wanted(query);
    if (!query.errors().isEmpty()) {
      return exchange.badRequest(query.errors());
    }
    Admin admin = admin();
    StreamingOutput content =
        out -> file.write(out, writer -> search.export(wanted, admin, writer::read));
    return Response.ok(content, file.mediaType())
        .header("Content-Disposition", "attachment; filename=\"audit." + file.text() + "\"")
        .header("Cache-Control", "no-store")
        .build();
  }

  private static AuditQuery wanted(QueryFields query) {
    return new AuditQuery(
        query.number("account"),
        query.text("type"),
        query.text("address").map(AuditResource::canonical),
        query.choice("outcome", AuditTexts.OUTCOMES).map(AuditTexts.FAILURE::equals),
        query.time("since"),
        query.time("until"),
        Optional.empty(),
        READ_AT_ONCE);
  }

  /** As it is recorded. */
  private static String canonical(String address) {
    return ClientAddress.parse(address).map(ClientAddress::text).orElse(address);
  }

  private Admin admin() {
    return Admin.of(exchange.session().orElseThrow());
  }
}
