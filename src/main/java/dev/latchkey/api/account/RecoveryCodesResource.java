package dev.latchkey.api.account;

import dev.latchkey.api.clients.ClientKind;
import dev.latchkey.api.exchange.AccountGuard;
import dev.latchkey.api.exchange.Answers;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.exchange.Outcomes;
import dev.latchkey.api.wire.Envelope;
import dev.latchkey.mfa.CodeSet;
import dev.latchkey.mfa.OwnRecoveryCodes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The user's own recovery codes. */
@Path(ClientKind.PATH + "/account/authenticators/recovery-codes")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class RecoveryCodesResource {

  @Inject Exchange exchange;
  @Inject AccountGuard guard;
  @Inject OwnRecoveryCodes codes;
  @Inject AuthenticatorTexts texts;
  @Inject Outcomes outcomes;

  @GET
  public Response get() {
    return guard.recent(
        exchange.session(), session -> outcomes.answer(codes.show(session), this::shown));
  }

  /** Without the codes: so it does not take the only time at which they are shown. */
  @HEAD
  public Response head() {
    return guard.recent(
        exchange.session(),
        session -> outcomes.answer(codes.exist(session), exist -> Response.ok().build()));
  }

  @POST
  public Response post() {
    return guard.recent(
        exchange.session(), session -> outcomes.answer(codes.generate(session), this::shown));
  }

  private Response shown(CodeSet set) {
    return Answers.of(Envelope.of(200).data(texts.codes(set)));
  }
}
