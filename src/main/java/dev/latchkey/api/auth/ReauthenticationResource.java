package dev.latchkey.api.auth;

import dev.latchkey.api.clients.ClientKind;
import dev.latchkey.api.exchange.AccountGuard;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.exchange.Outcomes;
import dev.latchkey.api.exchange.SessionAnswers;
import dev.latchkey.api.wire.Fields;
import dev.latchkey.flows.login.Reauthentication;
import dev.latchkey.passwords.PasswordHasher;
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

/** Reauthenticates the user. */
@Path(ClientKind.PATH + "/auth/reauthenticate")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ReauthenticationResource {

  @Inject Exchange exchange;
  @Inject AccountGuard guard;
  @Inject Reauthentication reauthentication;
  @Inject SessionAnswers answers;
  @Inject Outcomes outcomes;

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
    return outcomes.answer(
        reauthentication.byPassword(session, password),
        proven -> answers.current(Optional.of(proven)));
  }
}
