package dev.latchkey.api.oauth;

import dev.latchkey.api.exchange.BetweenServers;
import dev.latchkey.tokens.Introspection;
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

/** Introspects tokens for resource servers (RFC 7662). */
@Path("/{introspect: introspect}")
@Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@BetweenServers
public class IntrospectionResource {

  @Inject TokenQuery query;
  @Inject Introspection introspection;

  @POST
  public Response post(@Context HttpHeaders headers, InputStream body) throws IOException {
    return query.answer(
        headers,
        body,
        (token, client) -> TokenQuery.json(200, introspection.of(token).toString()).build());
  }
}
