package dev.latchkey.api.auth;

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
import dev.latchkey.flows.emails.AddressVerification;
import dev.latchkey.flows.emails.VerificationCodes;
import dev.latchkey.flows.password.LinkOrCode;
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

/** Verifies an address with the key or code from a mail. */
@Path(ClientKind.PATH + "/auth/email/verify")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class EmailVerificationResource {

  private static final String KEY_HEADER = "X-Email-Verification-Key";

  @Inject Exchange exchange;
  @Inject LinkOrCode ways;
  @Inject VerificationCodes codes;
  @Inject SessionAnswers answers;
  @Inject Outcomes outcomes;

  @GET
  public Response get() {
    String key = exchange.header(KEY_HEADER).strip();
    if (key.isEmpty()) {
      return exchange.badRequest(List.of(new ApiError(ErrorCodes.REQUIRED, "key")));
    }
    return outcomes.answer(ways.verification().look(key, exchange.session()), this::good);
  }

  @POST
  public Response post() {
    Fields fields = exchange.fields();
    String key = fields.requiredText("key", SignedKeys.LONGEST);
    if (fields.hasErrors()) {
      return exchange.badRequest(fields.errors());
    }
    return outcomes.answer(ways.verification().verify(key, exchange.session()), this::verified);
  }

  @POST
  @Path("/resend")
  public Response resend() {
    return outcomes.done(codes.resend(exchange.session()));
  }

  private Response good(AddressVerification.Good good) {
    ObjectText data =
        new ObjectText().put("email", good.email()).put("user", answers.user(good.account()));
    ObjectText meta = new ObjectText().put("is_authenticating", good.isLogin());
    return Answers.of(Envelope.of(200).data(data).meta(meta));
  }

  private Response verified(AddressVerification.Verified verified) {
    return verified.login().map(answers::of).orElseGet(() -> answers.current(verified.session()));
  }
}
