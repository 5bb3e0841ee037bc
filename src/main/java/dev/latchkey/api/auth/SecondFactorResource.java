package dev.latchkey.api.auth;

import dev.latchkey.api.clients.ClientKind;
import dev.latchkey.api.exchange.AccountGuard;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.exchange.Outcomes;
import dev.latchkey.api.exchange.SessionAnswers;
import dev.latchkey.api.wire.Fields;
import dev.latchkey.flows.UserCode;
import dev.latchkey.mfa.SecondFactors;
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

/** Authenticates and reauthenticates with the code of a second factor. */
@Path(ClientKind.PATH + "/auth/2fa")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class SecondFactorResource {

  @Inject Exchange exchange;
  @Inject AccountGuard guard;
  @Inject SecondFactors factors;
  @Inject SessionAnswers answers;
  @Inject Outcomes outcomes;

  @POST
  @Path("/authenticate")
  public Response authenticate() {
    Optional<Session> current = exchange.session();
    if (!factors.awaitsCode(current)) {
      return answers.notPending(current);
    }
    return withCode(code -> outcomes.login(factors.authenticate(code, current)));
  }

  @POST
  @Path("/reauthenticate")
  public Response reauthenticate() {
    return guard.loggedIn(
        exchange.session(),
        session ->
            withCode(
                code ->
                    outcomes.answer(
                        factors.reauthenticate(session, code),
                        proven -> answers.current(Optional.of(proven)))));
  }

  private Response withCode(Function<String, Response> then) {
    Fields fields = exchange.fields();
    String code = fields.requiredText("code", UserCode.LONGEST_TYPED);
    return fields.hasErrors() ? exchange.badRequest(fields.errors()) : then.apply(code);
  }
}
