package dev.latchkey.samples.classes;

import dev.latchkey.security.Authenticated;
import jakarta.enterprise.context.RequestScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** Uses a persistence unit of the application. */
@Path("/books")
@RequestScoped
@Authenticated
@Produces("text/plain")
public class ShelfResource {

  @PersistenceContext(unitName = "shelf")
  EntityManager books;

  @GET
  public String count() {
    return "books=" + books.createNativeQuery("SELECT COUNT(*) FROM account").getSingleResult();
  }
}
