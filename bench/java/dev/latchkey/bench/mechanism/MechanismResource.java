package dev.latchkey.bench.mechanism;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.nio.charset.StandardCharsets;
import java.security.Principal;

/** Tells callers who they are, and others that they are nobody. */
@Path("/me")
@RequestScoped
public class MechanismResource {

  @GET
  public Response get(@Context SecurityContext security) {
    Principal caller = security.getUserPrincipal();
    if (caller == null) {
      return Response.status(401).build();
    }
    String me =
        "{\"sub\":\"" + caller.getName() + "\",\"name\":\"someone@example.org\",\"groups\":[]}";
    return Response.ok(me.getBytes(StandardCharsets.UTF_8), MediaType.APPLICATION_JSON)
        .header("Cache-Control", "no-store")
        .build();
  }
}
