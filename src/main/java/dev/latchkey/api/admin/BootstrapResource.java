package dev.latchkey.api.admin;

import dev.latchkey.admin.bootstrap.FirstAdministrator;
import dev.latchkey.api.exchange.Answers;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.exchange.Outcomes;
import dev.latchkey.api.wire.ApiError;
import dev.latchkey.api.wire.Envelope;
import dev.latchkey.api.wire.Fields;
import dev.latchkey.api.wire.ObjectText;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Rejection;
import dev.latchkey.passwords.PasswordHasher;
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
import java.util.function.Function;

/** Creates the first administrator. The only resource for callers who are not administrators. */
@Path("/admin/v1/bootstrap")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class BootstrapResource {

  private static final int LONGEST_TOKEN = 4096;

  @Inject Exchange exchange;
  @Inject FirstAdministrator first;
  @Inject Outcomes outcomes;

  @GET
  public Response state() {
    return Answers.of(Envelope.of(200).data(new ObjectText().put("open", first.isOpen())));
  }

  @POST
  public Response create() {
    Fields fields = exchange.fields();
    String token = fields.requiredText("token", LONGEST_TOKEN);
    if (fields.hasErrors()) {
      return exchange.badRequest(fields.errors());
    }
    return answer(
        first.admits(token),
        admitted ->
            admitted
                ? create(fields)
                : exchange.badRequest(
                    List.of(new ApiError(ErrorCodes.INVALID_BOOTSTRAP_TOKEN, "token"))));
  }

  private Response create(Fields fields) {
    String email = fields.requiredEmail("email");
    String password = fields.requiredVerbatim("password", PasswordHasher.MAX_LENGTH);
    if (fields.hasErrors()) {
      return exchange.badRequest(fields.errors());
    }
    return answer(
        first.create(email, password),
        id ->
            Answers.of(Envelope.of(201).data(new ObjectText().put("id", id).put("email", email))));
  }

  /** A conflict has a text here: there is no session whose state could explain it. */
  private <T> Response answer(Outcome<T> outcome, Function<? super T, Response> toResult) {
    if (outcome instanceof Outcome.Rejected<T> rejected
        && rejected.rejection() instanceof Rejection.Conflict) {
      return Answers.of(
          Envelope.rejection(409, exchange.language(), ApiError.of(ErrorCodes.BOOTSTRAP_CLOSED)));
    }
    return outcomes.answer(outcome, toResult);
  }
}
