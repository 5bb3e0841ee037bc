package dev.latchkey.samples.guarded;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** At a path that one of Latchkey's own resources has in its own application. */
@Path("/me")
public class Me {

  @GET
  @Produces("text/plain")
  public String get() {
    return "ours";
  }
}
