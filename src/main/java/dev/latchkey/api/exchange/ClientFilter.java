package dev.latchkey.api.exchange;

import dev.latchkey.Shared;
import dev.latchkey.api.clients.ClientKind;
import dev.latchkey.api.clients.ClientKinds;
import dev.latchkey.api.wire.ApiError;
import dev.latchkey.api.wire.Envelope;
import dev.latchkey.request.RequestContext;
import dev.latchkey.texts.ErrorCodes;
import dev.latchkey.texts.Language;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.util.Optional;

/**
 * Determines the kind of client that sends a request. For a kind that is not enabled, every path
 * and method returns 404.
 */
@PreMatching
@Shared
public class ClientFilter implements ContainerRequestFilter {

  private final ClientKinds kinds;
  private final Exchange exchange;

  @Inject
  public ClientFilter(ClientKinds kinds, Exchange exchange) {
    this.kinds = kinds;
    this.exchange = exchange;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Optional<ClientKind> named = kinds.named(request.getUriInfo().getPath());
    if (named.isEmpty()) {
      return; // the path determines the resource, or is unknown
    }
    if (kinds.isServed(named.get())) {
      exchange.comesFrom(named.get());
      RequestContext.enter(
          RequestContext.current()
              .carriedBy(named.get().carrier())
              .showing(named.get().deviceTokens(request)));
    } else {
      Language language = Language.of(request.getHeaderString("Accept-Language"));
      request.abortWith(
          Answers.of(Envelope.rejection(404, language, ApiError.of(ErrorCodes.NOT_FOUND))));
    }
  }
}
