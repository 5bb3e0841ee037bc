package dev.latchkey.api.oauth;

import dev.latchkey.api.exchange.BetweenServers;
import dev.latchkey.tokens.Revocation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;

/** Revokes tokens (RFC 7009); returns 200 even if there was nothing to revoke. */
@Path("/{revoke: revoke}")
@Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@BetweenServers
public class RevocationResource {

  @Inject TokenQuery query;
  @Inject Revocation revocation;

  @POST
  public Response post(@Context HttpHeaders headers, InputStream body) throws IOException {
    return query.answer(
        headers,
        body,
        (token, client) -> {
          revocation.revoke(token, client);
          return Response.ok().header(HttpHeaders.CACHE_CONTROL, "no-store").build();
        });
  }
}
