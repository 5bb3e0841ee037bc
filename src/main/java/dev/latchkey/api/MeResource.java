package dev.latchkey.api;

import dev.latchkey.api.wire.ArrayText;
import dev.latchkey.api.wire.ObjectText;
import dev.latchkey.security.Authenticated;
import dev.latchkey.security.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;

/** Returns the caller's own identity. */
@Path("/{me: me}")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Authenticated
public class MeResource {

  @GET
  public Response get(@Context SecurityContext security) {
    Caller caller = (Caller) security.getUserPrincipal();
    ObjectText me =
        new ObjectText()
            .put("sub", caller.userId())
            .put("name", caller.getName())
            .put("groups", ArrayText.of(new TreeSet<>(caller.groups())));
    return Response.ok(me.json().getBytes(StandardCharsets.UTF_8), MediaType.APPLICATION_JSON)
        .header("Cache-Control", "no-store")
        .build();
  }
}
