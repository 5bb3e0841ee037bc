package dev.latchkey.bench.parts;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.nio.charset.StandardCharsets;

/** Tells callers who they are. */
@Path("/me")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class PartsResource {

  @GET
  public Response get(@Context SecurityContext security) {
    String me = "{\"sub\":\"" + security.getUserPrincipal().getName() + "\",\"groups\":[]}";
    return Response.ok(me.getBytes(StandardCharsets.UTF_8)).build();
  }
}
