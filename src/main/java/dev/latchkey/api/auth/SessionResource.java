package dev.latchkey.api.auth;

import dev.latchkey.api.clients.ClientKind;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.exchange.SessionAnswers;
import dev.latchkey.flows.login.Logout;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Returns the state of the caller's session, and ends it. */
@Path(ClientKind.PATH + "/auth/session")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class SessionResource {

  @Inject Exchange exchange;
  @Inject Logout logout;
  @Inject SessionAnswers answers;

  @GET
  public Response get() {
    return answers.current(exchange.session());
  }

  @DELETE
  public Response delete() {
    exchange.session().ifPresent(logout::end);
    return answers.ended();
  }
}
