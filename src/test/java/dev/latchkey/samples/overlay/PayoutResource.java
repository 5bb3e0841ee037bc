package dev.latchkey.samples.overlay;

import dev.latchkey.security.Caller;
import dev.latchkey.security.RequiresFactor;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

/** Moves money, which needs a second factor. */
@Path("/payouts")
@RequestScoped
@Produces("text/plain")
public class PayoutResource {

  @Inject Treasury treasury;

  @GET
  @RequiresFactor
  public String list() {
    return "no payouts";
  }

  @POST
  @RequiresFactor(passkey = true, within = 300)
  public String pay(@Context SecurityContext security) {
    Caller caller = (Caller) security.getUserPrincipal();
    return "paid, by " + caller.acr().orElseThrow();
  }

  @DELETE
  @RolesAllowed("clerk")
  public String cancel() {
    return treasury.cancel();
  }
}
