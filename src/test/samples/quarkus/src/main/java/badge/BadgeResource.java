package badge;

import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.jwt.Claim;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Tells what of the token arrives. */
@Path("/")
@RequestScoped
public class BadgeResource {

  @Inject JsonWebToken token;

  @Inject
  @Claim("tenant_id")
  String tenant;

  @GET
  @Path("badge")
  @RolesAllowed("clerk")
  public String badge() {
    return token.getName() + " of " + tenant;
  }

  @GET
  @Path("anyone")
  @Authenticated
  public String anyone() {
    return token.getSubject();
  }
}
