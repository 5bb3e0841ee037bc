package dev.latchkey.api.auth;

import dev.latchkey.api.clients.ClientKind;
import dev.latchkey.api.clients.Handover;
import dev.latchkey.api.exchange.Answers;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.exchange.Outcomes;
import dev.latchkey.api.exchange.Passkeys;
import dev.latchkey.api.wire.Envelope;
import dev.latchkey.api.wire.ObjectText;
import dev.latchkey.flows.Rejection;
import dev.latchkey.mfa.passkeys.PasskeyLogin;
import dev.latchkey.settings.MfaSettings;
import dev.latchkey.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;

/** Logs in with a passkey alone. */
@Path(ClientKind.PATH + "/auth/webauthn/login")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class PasskeyLoginResource {

  @Inject Exchange exchange;
  @Inject Settings settings;
  @Inject Passkeys passkeys;
  @Inject PasskeyLogin login;
  @Inject Outcomes outcomes;

  @GET
  public Response get() {
    return ifOpen(
        () -> outcomes.answer(login.begin(exchange.session(), passkeys.party()), this::begun));
  }

  @POST
  public Response post() {
    return ifOpen(
        () ->
            passkeys.authenticating(
                response ->
                    outcomes.login(
                        login.complete(exchange.session(), response, passkeys.party()))));
  }

  private Response ifOpen(Supplier<Response> then) {
    if (!settings.get(MfaSettings.PASSKEY_LOGIN_ENABLED)) {
      return outcomes.reject(new Rejection.Missing());
    }
    return exchange.authenticated().isPresent() ? Answers.conflict() : then.get();
  }

  private Response begun(PasskeyLogin.Begun begun) {
    Handover handover = begun.opened().map(exchange.client()::pending).orElse(Handover.NOTHING);
    Envelope envelope = Passkeys.requestEnvelope(begun.options());
    if (!handover.meta().isEmpty()) {
      ObjectText meta = new ObjectText();
      handover.meta().forEach(meta::put);
      envelope.meta(meta);
    }
    Response.ResponseBuilder response = Answers.builder(envelope);
    handover.cookies().forEach(cookie -> response.header("Set-Cookie", cookie));
    return response.build();
  }
}
