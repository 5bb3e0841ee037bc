package dev.latchkey.api.admin;

import dev.latchkey.admin.Admin;
import dev.latchkey.admin.LimitControl;
import dev.latchkey.api.exchange.Answers;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.wire.ArrayText;
import dev.latchkey.api.wire.Envelope;
import dev.latchkey.api.wire.ObjectText;
import dev.latchkey.throttle.RunningLimit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Rate limits that run now, for administrators. */
@Path("/admin/v1/rate-limits")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class RateLimitsResource {

  private static final int MOST = 200;

  @Inject Exchange exchange;
  @Inject LimitControl limits;

  @GET
  public Response list(@Context UriInfo uri) {
    QueryFields query = new QueryFields(uri.getQueryParameters());
    Optional<String> ip = query.text("ip");
    Optional<String> key = query.text("key");
    Optional<Long> account = query.number("account");
    if (!query.errors().isEmpty()) {
      return exchange.badRequest(query.errors());
    }
    boolean isAboutAll = ip.isEmpty() && key.isEmpty() && account.isEmpty();
    List<RunningLimit> found =
        isAboutAll ? limits.rejecting(MOST + 1, admin()) : limits.of(ip, key, account, admin());
    ArrayText data = new ArrayText();
    found.stream().limit(MOST).forEach(limit -> data.add(text(limit)));
    ObjectText meta = new ObjectText().put("truncated", found.size() > MOST);
    return Answers.of(Envelope.of(200).data(data).meta(meta));
  }

  @DELETE
  @Path("/{id: [A-Za-z0-9_-]{1,64}}")
  public Response lift(@PathParam("id") String id) {
    if (!limits.lift(id, admin())) {
      throw new NotFoundException();
    }
    return Answers.of(Envelope.of(200));
  }

  private static ObjectText text(RunningLimit limit) {
    ObjectText text =
        new ObjectText()
            .put("id", limit.id())
            .put("action", limit.action().text())
            .put("limit", limit.limit().toString())
            .put("scope", limit.limit().scope().name().toLowerCase(Locale.ROOT));
    if (limit.subject() != null) {
      text.put("subject", limit.subject());
    }
    return text.put("hits", limit.hits())
        .put("amount", limit.limit().amount())
        .put("until", limit.until())
        .put("refuses", limit.isRejecting());
  }

  private Admin admin() {
    return Admin.of(exchange.session().orElseThrow());
  }
}
