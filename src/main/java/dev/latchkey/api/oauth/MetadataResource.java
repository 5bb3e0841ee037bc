package dev.latchkey.api.oauth;

import dev.latchkey.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/** The server's metadata, at the addresses that RFC 8414 and OpenID Connect define. */
@Path("/{metadata: oauth-authorization-server|openid-configuration}")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class MetadataResource {

  @Inject Settings settings;

  @GET
  public Response get() {
    String json = ServerMetadata.of(settings).orElseThrow(NotFoundException::new).json();
    return Response.ok(json.getBytes(StandardCharsets.UTF_8), MediaType.APPLICATION_JSON)
        .header("Cache-Control", "public, max-age=3600")
        .build();
  }
}
