package dev.latchkey.samples.unenforced;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** In no application. */
@Path("/unlisted")
@RolesAllowed("clerk")
public class UnlistedResource {

  @GET
  public String get() {
    return "open";
  }
}
