package dev.latchkey.api.account;

import dev.latchkey.api.clients.ClientKind;
import dev.latchkey.api.exchange.AccountGuard;
import dev.latchkey.api.exchange.Answers;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.wire.Envelope;
import dev.latchkey.mfa.Authenticators;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The user's own second factors. */
@Path(ClientKind.PATH + "/account/authenticators")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class AuthenticatorsResource {

  @Inject Exchange exchange;
  @Inject AccountGuard guard;
  @Inject Authenticators authenticators;
  @Inject AuthenticatorTexts texts;

  @GET
  public Response get() {
    return guard.loggedIn(
        exchange.session(),
        session ->
            Answers.of(Envelope.of(200).data(texts.list(authenticators.of(session.owner().id())))));
  }
}
