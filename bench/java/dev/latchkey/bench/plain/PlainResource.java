package dev.latchkey.bench.plain;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/** An answer as long as those of the secured endpoints, to everyone. */
@Path("/me")
@RequestScoped
public class PlainResource {

  @GET
  public Response get() {
    String me = "{\"sub\":\"" + 1052 + "\",\"name\":\"someone@example.org\",\"groups\":[]}";
    return Response.ok(me.getBytes(StandardCharsets.UTF_8), MediaType.APPLICATION_JSON)
        .header("Cache-Control", "no-store")
        .build();
  }
}
