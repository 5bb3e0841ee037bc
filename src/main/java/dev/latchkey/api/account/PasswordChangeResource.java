package dev.latchkey.api.account;

import dev.latchkey.api.clients.ClientKind;
import dev.latchkey.api.exchange.AccountGuard;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.exchange.Outcomes;
import dev.latchkey.api.exchange.SessionAnswers;
import dev.latchkey.api.wire.Fields;
import dev.latchkey.flows.password.PasswordChange;
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

/** Changes the user's own password. */
@Path(ClientKind.PATH + "/account/password/change")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class PasswordChangeResource {

  @Inject Exchange exchange;
  @Inject AccountGuard guard;
  @Inject PasswordChange change;
  @Inject SessionAnswers answers;
  @Inject Outcomes outcomes;

  @POST
  public Response post() {
    return guard.loggedIn(exchange.session(), this::change);
  }

  private Response change(Session session) {
    Fields fields = exchange.fields();
    String current =
        session.owner().hasUsablePassword()
            ? fields.requiredVerbatim("current_password", PasswordHasher.MAX_LENGTH)
            : "";
    String password = fields.requiredVerbatim("new_password", PasswordHasher.MAX_LENGTH);
    if (fields.hasErrors()) {
      return exchange.badRequest(fields.errors());
    }
    return outcomes.answer(
        change.change(session, current, password),
        login -> login.map(answers::of).orElseGet(answers::ended));
  }
}
