package dev.latchkey.samples.microprofile;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Tells the caller's name: to clerks, and to anyone. */
@Path("/badge")
@RequestScoped
@Produces("text/plain")
public class BadgeResource {

  @Inject JsonWebToken token;

  @GET
  @RolesAllowed("clerk")
  public String name() {
    return token.getName();
  }

  @GET
  @Path("/open")
  @PermitAll
  public String nameIfKnown() {
    String name = token.getName();
    return name == null ? "anonymous" : name;
  }
}
