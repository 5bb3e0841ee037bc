package dev.latchkey.api.auth;

import dev.latchkey.api.clients.ClientKind;
import dev.latchkey.api.exchange.AccountGuard;
import dev.latchkey.api.exchange.Answers;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.exchange.SessionAnswers;
import dev.latchkey.api.wire.Fields;
import dev.latchkey.flows.login.Reauthentication;
import dev.latchkey.passwords.PasswordHasher;
import dev.latchkey.sessions.Session;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** Proving again who one is. */
@Path(ClientKind.PATH + "/auth/reauthenticate")
@RequestScoped
public class ReauthenticationResource {

  @Inject Exchange exchange;
  @Inject AccountGuard guard;
  @Inject Reauthentication reauthentication;
  @Inject SessionAnswers answers;

  @POST
  public Response post() {
    return guard.loggedIn(exchange.session(), this::reauthenticate);
  }

  private Response reauthenticate(Session session) {
    Fields fields = exchange.fields();
    String password = fields.requiredVerbatim("password", PasswordHasher.MAX_LENGTH);
    if (fields.hasErrors()) {
      return exchange.badRequest(fields.errors());
    }
    Reauthentication.Outcome outcome = reauthentication.byPassword(session, password);
    if (outcome instanceof Reauthentication.Outcome.Proven proven) {
      return answers.current(Optional.of(proven.session()));
    }
    if (outcome instanceof Reauthentication.Outcome.Refused refused) {
      return exchange.badRequest(SessionAnswers.errors(List.of(refused.problem())));
    }
    if (outcome instanceof Reauthentication.Outcome.Limited limited) {
      return Answers.limited(limited.retryAfter(), exchange.language());
    }
    return answers.gone();
  }
}
