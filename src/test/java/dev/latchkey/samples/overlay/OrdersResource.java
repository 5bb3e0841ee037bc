package dev.latchkey.samples.overlay;

import dev.latchkey.security.AccessTokenOnly;
import dev.latchkey.security.Authenticated;
import dev.latchkey.security.RecentlyAuthenticated;
import dev.latchkey.security.SessionTokenOnly;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** A resource on which each method says who may call it. */
@Path("/orders")
@RequestScoped
@Produces("text/plain")
public class OrdersResource {

  @Inject Sightings sightings;

  @GET
  @Path("/catalogue")
  public String catalogue(@Context SecurityContext security) {
    return name(security.getUserPrincipal());
  }

  @GET
  @Authenticated
  public String mine(@Context SecurityContext security) {
    return sightings.report(security);
  }

  @GET
  @Path("/all")
  @RolesAllowed("clerk")
  public String all(@Context SecurityContext security) {
    return name(security.getUserPrincipal());
  }

  @GET
  @Path("/anyone")
  @RolesAllowed("**")
  public String anyone(@Context SecurityContext security) {
    return name(security.getUserPrincipal());
  }

  @DELETE
  @Path("/all")
  @DenyAll
  public String none() {
    return "never";
  }

  @GET
  @Path("/session")
  @SessionTokenOnly
  public String session(@Context SecurityContext security) {
    return name(security.getUserPrincipal());
  }

  @GET
  @Path("/access")
  @AccessTokenOnly
  public String access(@Context SecurityContext security) {
    return name(security.getUserPrincipal());
  }

  @GET
  @Path("/payout")
  @RecentlyAuthenticated(300)
  public String payout(@Context SecurityContext security) {
    return name(security.getUserPrincipal());
  }

  @GET
  @Path("/payout/now")
  @RecentlyAuthenticated(1)
  public String payoutNow(@Context SecurityContext security) {
    return name(security.getUserPrincipal());
  }

  static String name(Principal principal) {
    return principal == null ? "nobody" : principal.getName();
  }
}
