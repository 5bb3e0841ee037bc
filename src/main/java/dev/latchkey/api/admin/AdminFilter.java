package dev.latchkey.api.admin;

import dev.latchkey.Shared;
import dev.latchkey.admin.AdminGate;
import dev.latchkey.api.clients.AppClient;
import dev.latchkey.api.clients.BrowserClient;
import dev.latchkey.api.clients.ClientKind;
import dev.latchkey.api.clients.ClientKinds;
import dev.latchkey.api.exchange.Answers;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.exchange.SessionAnswers;
import dev.latchkey.api.wire.ApiError;
import dev.latchkey.api.wire.Envelope;
import dev.latchkey.security.RequestTokens;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.Session;
import dev.latchkey.texts.ErrorCodes;
import dev.latchkey.texts.Language;
import dev.latchkey.tokens.TokenOutcome;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Admits administrators who authenticated recently. They send tokens as apps do, or the cookies of
 * a browser. Each request looks up the session, for every kind of token.
 *
 * <p>A request with a token in a header is from an app, whatever its cookies: only what the sender
 * added counts. A request of a browser that another site caused is rejected before its session is
 * looked up.
 */
@Priority(Priorities.AUTHENTICATION)
@Shared
public class AdminFilter implements ContainerRequestFilter {

  private final AppClient client;
  private final BrowserClient browser;
  private final ClientKinds kinds;
  private final Exchange exchange;
  private final AdminGate gate;
  private final SessionAnswers answers;

  @Inject
  public AdminFilter(
      AppClient client,
      BrowserClient browser,
      ClientKinds kinds,
      Exchange exchange,
      AdminGate gate,
      SessionAnswers answers) {
    this.client = client;
    this.browser = browser;
    this.kinds = kinds;
    this.exchange = exchange;
    this.gate = gate;
    this.answers = answers;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Language language = Language.of(request.getHeaderString("Accept-Language"));
    ClientKind sender = sender(request);
    exchange.comesFrom(sender);
    exchange.arrived(request, language, null);
    if (isForEveryone(request)) {
      return;
    }
    if (!sender.isSender(request) || sender == browser && !browser.isOfOwnPage(request)) {
      request.abortWith(
          Answers.of(Envelope.rejection(403, language, ApiError.of(ErrorCodes.CSRF_FAILED))));
      return;
    }
    TokenOutcome token = sender.session(request);
    OpenSession open = token instanceof TokenOutcome.Accepted accepted ? accepted.session() : null;
    exchange.arrived(request, language, open);
    rejection(language, open).ifPresent(request::abortWith);
  }

  private ClientKind sender(ContainerRequestContext request) {
    MultivaluedMap<String, String> headers = request.getHeaders();
    boolean hasToken =
        headers.containsKey(HttpHeaders.AUTHORIZATION)
            || headers.containsKey(RequestTokens.SESSION_TOKEN);
    return !hasToken && headers.containsKey(HttpHeaders.COOKIE) && kinds.isServed(browser)
        ? browser
        : client;
  }

  /** Decides by the matched resource, which may be a proxy: a subclass of ours. */
  private static boolean isForEveryone(ContainerRequestContext request) {
    return request.getUriInfo().getMatchedResources().stream()
        .anyMatch(BootstrapResource.class::isInstance);
  }

  private Optional<Response> rejection(Language language, @Nullable OpenSession open) {
    if (open == null || !open.session().isAuthenticated()) {
      Envelope envelope = Envelope.rejection(401, language, ApiError.of(ErrorCodes.UNAUTHORIZED));
      return Optional.of(
          Answers.builder(envelope).header(HttpHeaders.WWW_AUTHENTICATE, client.scheme()).build());
    }
    Session session = open.session();
    return switch (gate.judge(session)) {
      case ADMITTED -> Optional.empty();
      case NOT_AN_ADMIN ->
          Optional.of(
              Answers.of(Envelope.rejection(403, language, ApiError.of(ErrorCodes.FORBIDDEN))));
      case NOT_PROVEN_LATELY -> Optional.of(answers.reauthenticate(session));
    };
  }
}
