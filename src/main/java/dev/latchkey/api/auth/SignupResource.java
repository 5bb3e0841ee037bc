package dev.latchkey.api.auth;

import dev.latchkey.api.clients.ClientKind;
import dev.latchkey.api.exchange.Answers;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.exchange.Outcomes;
import dev.latchkey.flows.signup.Signup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Signs up a user. */
@Path(ClientKind.PATH + "/auth/signup")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class SignupResource {

  @Inject Exchange exchange;
  @Inject SignupInput input;
  @Inject Signup signUp;
  @Inject Outcomes outcomes;

  @POST
  public Response post() {
    return exchange.authenticated().isPresent()
        ? Answers.conflict()
        : input.read(true, request -> outcomes.login(signUp.begin(request, exchange.session())));
  }
}
