package dev.latchkey.api.exchange;

import dev.latchkey.Shared;
import dev.latchkey.api.clients.ClientKind;
import dev.latchkey.persistence.DatabaseUnavailable;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Adds the cookies that a kind of client needs with every response, but for those to OPTIONS: a
 * preflight request carries no cookies (Fetch standard, "CORS-preflight fetch"), so that nothing
 * can be said about those of the browser.
 */
@Shared
public class CookieFilter implements ContainerResponseFilter {

  private static final Logger LOG = System.getLogger("dev.latchkey.api");

  private final Exchange exchange;

  @Inject
  public CookieFilter(Exchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    try {
      if (!request.getMethod().equals("OPTIONS")) {
        exchange.kind().ifPresent(kind -> add(kind, request, response));
      }
    } catch (DatabaseUnavailable e) {
      // A generated secret key has not been read yet. The response matters more than its cookies.
      LOG.log(Level.WARNING, "A response has no cookies: {0}", e.getMessage());
    }
  }

  private static void add(
      ClientKind kind, ContainerRequestContext request, ContainerResponseContext response) {
    List<Object> present = response.getHeaders().get(HttpHeaders.SET_COOKIE);
    boolean isReplaced =
        present != null && present.stream().map(Object::toString).anyMatch(kind::isReplacedBy);
    if (!isReplaced) {
      kind.cookies(request)
          .forEach(cookie -> response.getHeaders().add(HttpHeaders.SET_COOKIE, cookie));
    }
  }
}
