package dev.latchkey.samples.guarded;

import dev.latchkey.samples.overlay.Clerk;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBAccessException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** An enterprise bean behind a resource: the container guards that one. */
@Path("/ledger")
@RequestScoped
@Produces("text/plain")
public class Ledger {

  @EJB Clerk clerk;

  @GET
  public String get() {
    try {
      return clerk.ledger();
    } catch (EJBAccessException e) {
      throw new ForbiddenException(e);
    }
  }
}
