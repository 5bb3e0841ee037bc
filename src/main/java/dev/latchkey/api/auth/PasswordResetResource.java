package dev.latchkey.api.auth;

import dev.latchkey.accounts.Account;
import dev.latchkey.api.clients.ClientKind;
import dev.latchkey.api.exchange.Answers;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.exchange.Outcomes;
import dev.latchkey.api.exchange.SessionAnswers;
import dev.latchkey.api.wire.ApiError;
import dev.latchkey.api.wire.Envelope;
import dev.latchkey.api.wire.Fields;
import dev.latchkey.api.wire.ObjectText;
import dev.latchkey.flows.SignedKeys;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.flows.password.LinkOrCode;
import dev.latchkey.flows.password.PasswordResetRequest;
import dev.latchkey.passwords.PasswordHasher;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.texts.ErrorCodes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** Sets a new password with the key or code from a mail. */
@Path(ClientKind.PATH + "/auth/password")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class PasswordResetResource {

  private static final String KEY_HEADER = "X-Password-Reset-Key";

  @Inject Exchange exchange;
  @Inject PasswordResetRequest request;
  @Inject LinkOrCode ways;
  @Inject SessionAnswers answers;
  @Inject Outcomes outcomes;

  @POST
  @Path("/request")
  public Response request() {
    Fields fields = exchange.fields();
    String email = fields.requiredEmail("email");
    if (fields.hasErrors()) {
      return exchange.badRequest(fields.errors());
    }
    return outcomes.answer(request.request(email, exchange.session()), this::sent);
  }

  @GET
  @Path("/reset")
  public Response look() {
    String key = exchange.header(KEY_HEADER).strip();
    if (key.isEmpty()) {
      return exchange.badRequest(List.of(new ApiError(ErrorCodes.REQUIRED, "key")));
    }
    return outcomes.answer(ways.reset().look(key, exchange.session()), this::good);
  }

  @POST
  @Path("/reset")
  public Response reset() {
    Fields fields = exchange.fields();
    String key = fields.requiredText("key", SignedKeys.LONGEST);
    String password = fields.requiredVerbatim("password", PasswordHasher.MAX_LENGTH);
    if (fields.hasErrors()) {
      return exchange.badRequest(fields.errors());
    }
    return outcomes.answer(ways.reset().reset(key, password, exchange.session()), this::done);
  }

  private Response sent(Optional<OpenSession> awaiting) {
    return awaiting
        .map(session -> answers.of(new LoginOutcome.Pending(session, true)))
        .orElseGet(() -> Answers.of(Envelope.of(200)));
  }

  private Response good(Account account) {
    return Answers.of(Envelope.of(200).data(new ObjectText().put("user", answers.user(account))));
  }

  private Response done(Optional<LoginOutcome> login) {
    return login.map(answers::of).orElseGet(() -> answers.unauthorized(Optional.empty()));
  }
}
