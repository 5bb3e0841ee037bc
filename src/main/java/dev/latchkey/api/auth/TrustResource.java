package dev.latchkey.api.auth;

import dev.latchkey.api.clients.ClientKind;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.exchange.Outcomes;
import dev.latchkey.api.exchange.SessionAnswers;
import dev.latchkey.api.wire.Fields;
import dev.latchkey.mfa.trust.AppTrust;
import dev.latchkey.mfa.trust.BrowserTrust;
import dev.latchkey.sessions.Session;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Function;

/**
 * Trusts the client after a second factor. Browsers are asked during the login; apps ask when they
 * are logged in.
 */
@Path(ClientKind.PATH + "/auth/2fa/trust")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class TrustResource {

  @Inject Exchange exchange;
  @Inject BrowserTrust browser;
  @Inject AppTrust app;
  @Inject SessionAnswers answers;
  @Inject Outcomes outcomes;

  @POST
  public Response post() {
    Optional<Session> current = exchange.session();
    if (browser.isAsked(current)) {
      return withDecision(
          isTrusted ->
              outcomes.answer(
                  browser.decide(isTrusted, current),
                  decided -> answers.of(decided.login(), decided.tokens())));
    }
    return current
        .filter(app::mayAsk)
        .map(session -> withDecision(isTrusted -> app(isTrusted, session)))
        .orElseGet(() -> answers.notPending(current));
  }

  private Response app(boolean isTrusted, Session session) {
    return isTrusted
        ? outcomes.answer(app.trust(session), tokens -> answers.trusted(session, tokens))
        : answers.current(Optional.of(session));
  }

  private Response withDecision(Function<Boolean, Response> then) {
    Fields fields = exchange.fields();
    boolean isTrusted = fields.flag("trust").orElse(false);
    return fields.hasErrors() ? exchange.badRequest(fields.errors()) : then.apply(isTrusted);
  }
}
