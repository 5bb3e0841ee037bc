package dev.latchkey.samples.overlay;

import dev.latchkey.security.Authenticated;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

/** Where the page's form and scripts send items. */
@Path("/basket")
@RequestScoped
@Authenticated
@Produces("text/plain")
public class BasketResource {

  @Inject Sightings sightings;

  @POST
  @Consumes("application/x-www-form-urlencoded")
  public String add(@FormParam("item") String item, @Context SecurityContext security) {
    return "item=" + item + "\n" + sightings.report(security);
  }

  @PUT
  @Consumes("*/*")
  public String put(String item, @Context SecurityContext security) {
    return "item=" + item + "\n" + sightings.report(security);
  }
}
