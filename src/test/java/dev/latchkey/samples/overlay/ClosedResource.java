package dev.latchkey.samples.overlay;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

/** A resource for one role, with an exception. */
@Path("/books")
@RequestScoped
@RolesAllowed("clerk")
@Produces("text/plain")
public class ClosedResource {

  @GET
  public String books() {
    return "books";
  }

  @GET
  @Path("/cover")
  @PermitAll
  public String cover(@Context SecurityContext security) {
    return OrdersResource.name(security.getUserPrincipal());
  }

  @OPTIONS
  @PermitAll
  public Response options() {
    return Response.noContent().header("Allow", "GET, OPTIONS").build();
  }
}
