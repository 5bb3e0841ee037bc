package dev.latchkey.api.oauth;

import dev.latchkey.keys.KeyRing;
import dev.latchkey.keys.PublishedKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The public keys that verify our tokens, as a JWK set (RFC 7517 §5). */
@Path("/jwks.json")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class KeySetResource {

  private static final String CACHING = "public, max-age=" + KeyRing.CACHED_FOR.toSeconds();

  @Inject KeyRing keys;

  @GET
  public Response get(@Context HttpHeaders headers) {
    PublishedKeys published = keys.published();
    EntityTag tag = new EntityTag(published.version());
    Response.ResponseBuilder answer =
        isKnown(tag, headers.getHeaderString(HttpHeaders.IF_NONE_MATCH))
            ? Response.notModified()
            : Response.ok(
                published.json().toString().getBytes(StandardCharsets.UTF_8),
                MediaType.APPLICATION_JSON);
    return answer.tag(tag).header("Cache-Control", CACHING).build();
  }

  /**
   * RFC 9110 §13.1.2; JAX-RS implementations fail on a value that is not a list of tags; this
   * treats it as an empty list.
   */
  private static boolean isKnown(EntityTag tag, @Nullable String ifNoneMatch) {
    return ifNoneMatch != null
        && Arrays.stream(ifNoneMatch.split(","))
            .map(known -> known.strip().replaceFirst("^W/", ""))
            .anyMatch(known -> known.equals("*") || known.equals('"' + tag.getValue() + '"'));
  }
}
