package dev.latchkey.api.exchange;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

/**
 * Ignores the {@code Accept} header. Each response has only one format, so there is nothing to
 * negotiate. Servers parse the header anyway, and some fail if it is malformed.
 */
@PreMatching
public class AnyAccept implements ContainerRequestFilter {

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getHeaders().containsKey(HttpHeaders.ACCEPT)) {
      request.getHeaders().putSingle(HttpHeaders.ACCEPT, MediaType.WILDCARD);
    }
  }
}
