package dev.latchkey.bench.microprofile;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Tells callers who they are, and others that they are nobody. */
@Path("/me")
@RequestScoped
public class MicroProfileResource {

  @Inject JsonWebToken token;

  @GET
  public Response get() {
    if (token.getSubject() == null) {
      return Response.status(401).build();
    }
    StringBuilder groups = new StringBuilder();
    new TreeSet<>(token.getGroups()).forEach(g -> groups.append('"').append(g).append("\","));
    String me =
        "{\"sub\":\""
            + token.getSubject()
            + "\",\"name\":\""
            + token.getName()
            + "\",\"groups\":["
            + groups
            + "]}";
    return Response.ok(me.getBytes(StandardCharsets.UTF_8), MediaType.APPLICATION_JSON)
        .header("Cache-Control", "no-store")
        .build();
  }
}
