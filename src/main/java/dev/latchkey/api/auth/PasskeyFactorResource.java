package dev.latchkey.api.auth;

import dev.latchkey.api.clients.ClientKind;
import dev.latchkey.api.exchange.AccountGuard;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.exchange.Outcomes;
import dev.latchkey.api.exchange.Passkeys;
import dev.latchkey.api.exchange.SessionAnswers;
import dev.latchkey.mfa.SecondFactors;
import dev.latchkey.mfa.passkeys.PasskeyFactor;
import dev.latchkey.sessions.Session;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Authenticates and reauthenticates with a passkey or security key as the second factor. */
@Path(ClientKind.PATH + "/auth/webauthn")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class PasskeyFactorResource {

  @Inject Exchange exchange;
  @Inject AccountGuard guard;
  @Inject Passkeys passkeys;
  @Inject SecondFactors factors;
  @Inject PasskeyFactor factor;
  @Inject SessionAnswers answers;
  @Inject Outcomes outcomes;

  @GET
  @Path("/authenticate")
  public Response beginLogin() {
    Optional<Session> current = exchange.session();
    return factors.awaitsCode(current)
        ? outcomes.answer(factor.beginLogin(current, passkeys.party()), Passkeys::request)
        : answers.unauthorized(current.filter(session -> !session.isAuthenticated()));
  }

  @POST
  @Path("/authenticate")
  public Response authenticate() {
    Optional<Session> current = exchange.session();
    return factors.awaitsCode(current)
        ? passkeys.authenticating(
            response -> outcomes.login(factor.authenticate(current, response, passkeys.party())))
        : answers.notPending(current);
  }

  @GET
  @Path("/reauthenticate")
  public Response beginReauthentication() {
    return guard.loggedIn(
        exchange.session(),
        session ->
            outcomes.answer(
                factor.beginReauthentication(session, passkeys.party()), Passkeys::request));
  }

  @POST
  @Path("/reauthenticate")
  public Response reauthenticate() {
    return guard.loggedIn(
        exchange.session(),
        session ->
            passkeys.authenticating(
                response ->
                    outcomes.answer(
                        factor.reauthenticate(session, response, passkeys.party()),
                        proven -> answers.current(Optional.of(proven)))));
  }
}
