package dev.latchkey.samples.microprofile;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.TreeSet;
import org.eclipse.microprofile.jwt.Claim;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Tells what of the token arrives. */
@Path("/timesheet")
@RequestScoped
@Produces("text/plain")
public class TimesheetResource {

  @Inject JsonWebToken token;

  @Inject
  @Claim("tenant_id")
  String tenant;

  @GET
  @RolesAllowed("clerk")
  public String timesheet() {
    return token.getName() + " of " + tenant + " in " + new TreeSet<>(token.getGroups());
  }

  /** How the user authenticated. */
  @GET
  @Path("/authentication")
  @RolesAllowed("clerk")
  public String authentication() {
    return token.getClaim("acr")
        + " "
        + token.claim("amr").orElseThrow()
        + " "
        + token.getClaim("factors");
  }
}
