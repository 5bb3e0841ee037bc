package dev.latchkey.api.auth;

import dev.latchkey.api.clients.ClientKind;
import dev.latchkey.api.exchange.Answers;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.exchange.SessionAnswers;
import dev.latchkey.api.wire.ApiError;
import dev.latchkey.api.wire.Envelope;
import dev.latchkey.api.wire.ErrorCodes;
import dev.latchkey.api.wire.Fields;
import dev.latchkey.api.wire.ObjectText;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.flows.password.LinkOrCode;
import dev.latchkey.flows.password.PasswordReset;
import dev.latchkey.flows.password.PasswordResetRequest;
import dev.latchkey.passwords.PasswordHasher;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** Setting a new password with the key or code of a mail. */
@Path(ClientKind.PATH + "/auth/password")
@RequestScoped
public class PasswordResetResource {

  private static final String KEY_HEADER = "X-Password-Reset-Key";
  private static final int LONGEST_KEY = 4096;

  @Inject Exchange exchange;
  @Inject PasswordResetRequest request;
  @Inject LinkOrCode ways;
  @Inject SessionAnswers answers;

  @POST
  @Path("/request")
  public Response request() {
    Fields fields = exchange.fields();
    String email = fields.requiredEmail("email");
    if (fields.hasErrors()) {
      return exchange.badRequest(fields.errors());
    }
    PasswordResetRequest.Outcome outcome = request.request(email, exchange.session());
    if (outcome instanceof PasswordResetRequest.Outcome.Pending pending) {
      return answers.of(new LoginOutcome.Pending(pending.session(), true), exchange.language());
    }
    if (outcome instanceof PasswordResetRequest.Outcome.Refused refused) {
      return exchange.badRequest(SessionAnswers.errors(List.of(refused.problem())));
    }
    if (outcome instanceof PasswordResetRequest.Outcome.Limited limited) {
      return Answers.limited(limited.retryAfter(), exchange.language());
    }
    return Answers.of(Envelope.of(200));
  }

  @GET
  @Path("/reset")
  public Response look() {
    String key = exchange.header(KEY_HEADER).strip();
    if (key.isEmpty()) {
      return exchange.badRequest(List.of(new ApiError(ErrorCodes.REQUIRED, "key")));
    }
    return answer(ways.reset().look(key, exchange.session()));
  }

  @POST
  @Path("/reset")
  public Response reset() {
    Fields fields = exchange.fields();
    String key = fields.requiredText("key", LONGEST_KEY);
    String password = fields.requiredVerbatim("password", PasswordHasher.MAX_LENGTH);
    if (fields.hasErrors()) {
      return exchange.badRequest(fields.errors());
    }
    return answer(ways.reset().reset(key, password, exchange.session()));
  }

  private Response answer(PasswordReset.Outcome outcome) {
    if (outcome instanceof PasswordReset.Outcome.Good good) {
      return Answers.of(
          Envelope.of(200).data(new ObjectText().put("user", answers.user(good.account()))));
    }
    if (outcome instanceof PasswordReset.Outcome.Done done) {
      return done.login()
          .map(login -> answers.of(login, exchange.language()))
          .orElseGet(() -> answers.unauthorized(Optional.empty()));
    }
    if (outcome instanceof PasswordReset.Outcome.Refused refused) {
      return exchange.badRequest(SessionAnswers.errors(refused.problems()));
    }
    if (outcome instanceof PasswordReset.Outcome.Limited limited) {
      return Answers.limited(limited.retryAfter(), exchange.language());
    }
    return Answers.conflict();
  }
}
