package dev.latchkey.api;

import dev.latchkey.keys.KeyRing;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/** The public keys that verify our tokens, as a JWK set (RFC 7517 §5). */
@Path("/jwks.json")
@RequestScoped
public class KeySetResource {

  @Inject KeyRing keys;

  @GET
  public Response get() {
    return Response.ok(keys.published().toString().getBytes(StandardCharsets.UTF_8), MediaType.APPLICATION_JSON)
        .header("Cache-Control", "public, max-age=60")
        .build();
  }
}
