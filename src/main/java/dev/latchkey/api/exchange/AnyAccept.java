package dev.latchkey.api.exchange;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

/**
 * Answers whatever a client says that it accepts. There is one form of each answer, so nothing is
 * chosen by it; and servers look into the header all the same, and some fail where it is not as it
 * should be.
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
