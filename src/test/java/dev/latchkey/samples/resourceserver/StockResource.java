package dev.latchkey.samples.resourceserver;

import dev.latchkey.security.Caller;
import dev.latchkey.security.RecentlyAuthenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** What is in stock, for the tenant of the caller. */
@Path("/stock")
@RequestScoped
@Produces("text/plain")
public class StockResource {

  @Inject SecurityContext security;

  @GET
  @RolesAllowed("clerk")
  public String stock() {
    Caller caller = security.getPrincipalsByType(Caller.class).iterator().next();
    return caller.getName() + " of " + caller.claims().get("tenant_id");
  }

  @GET
  @Path("/write-off")
  @RolesAllowed("clerk")
  @RecentlyAuthenticated(300)
  public String writeOff() {
    return "written off";
  }
}
