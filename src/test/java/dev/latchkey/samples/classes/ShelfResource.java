package dev.latchkey.samples.classes;

import dev.latchkey.security.Authenticated;
import jakarta.enterprise.context.RequestScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;

/** Uses a persistence unit of the application. */
@Path("/books")
@RequestScoped
@Authenticated
@Produces("text/plain")
public class ShelfResource {

  @PersistenceContext(unitName = "shelf")
  EntityManager readers;

  @Context ServletContext context;

  @GET
  public String count() {
    Object readers =
        this.readers.createNativeQuery("SELECT COUNT(*) FROM account").getSingleResult();
    return "at start " + context.getAttribute(ShelfListener.READERS) + ", now " + readers;
  }
}
