package dev.latchkey.api.exchange;

import dev.latchkey.Shared;
import dev.latchkey.api.clients.ClientKind;
import dev.latchkey.api.wire.ApiError;
import dev.latchkey.api.wire.Envelope;
import dev.latchkey.texts.ErrorCodes;
import dev.latchkey.texts.Language;
import dev.latchkey.tokens.TokenOutcome;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.util.Optional;

/**
 * Finds the session of a request, as its kind of client sends it. If the session has ended, the
 * request is rejected or, for some kinds, anonymous. A request that another site made a browser
 * send is rejected before that.
 */
@Priority(Priorities.AUTHENTICATION)
@Shared
public class SessionFilter implements ContainerRequestFilter {

  private final Exchange exchange;
  private final SessionAnswers answers;

  @Inject
  public SessionFilter(Exchange exchange, SessionAnswers answers) {
    this.exchange = exchange;
    this.answers = answers;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Language language = Language.of(request.getHeaderString("Accept-Language"));
    exchange.arrived(request, language, null);
    Optional<ClientKind> kind = exchange.kind();
    if (kind.isEmpty() || BetweenServers.Calls.isOne(request)) {
      return;
    }
    if (!kind.get().isSender(request)) {
      request.abortWith(
          Answers.of(Envelope.rejection(403, language, ApiError.of(ErrorCodes.CSRF_FAILED))));
      return;
    }
    TokenOutcome token = kind.get().session(request);
    if (token instanceof TokenOutcome.Accepted accepted) {
      exchange.arrived(request, language, accepted.session());
    } else if (token instanceof TokenOutcome.SessionGone && kind.get().isRejectedWhenEnded()) {
      request.abortWith(answers.gone());
    } else if (token instanceof TokenOutcome.SessionGone) {
      exchange.lostSession();
    }
  }
}
