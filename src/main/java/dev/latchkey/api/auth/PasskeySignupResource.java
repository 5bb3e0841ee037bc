package dev.latchkey.api.auth;

import dev.latchkey.api.clients.ClientKind;
import dev.latchkey.api.exchange.Answers;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.exchange.Outcomes;
import dev.latchkey.api.exchange.Passkeys;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.signup.Signup;
import dev.latchkey.mfa.passkeys.PasskeySignup;
import dev.latchkey.settings.MfaSettings;
import dev.latchkey.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;

/** Signs up a user with a passkey instead of a password. */
@Path(ClientKind.PATH + "/auth/webauthn/signup")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class PasskeySignupResource {

  @Inject Exchange exchange;
  @Inject Settings settings;
  @Inject SignupInput input;
  @Inject Signup signUp;
  @Inject Passkeys passkeys;
  @Inject PasskeySignup signup;
  @Inject Outcomes outcomes;

  @POST
  public Response post() {
    return ifOpen(
        () ->
            input.read(
                false,
                request ->
                    outcomes.login(
                        signUp.begin(request, exchange.session(), PasskeySignup::prepare))));
  }

  @GET
  public Response get() {
    return ifOpen(
        () ->
            outcomes.answer(
                signup.options(exchange.session(), passkeys.party()), Passkeys::creation));
  }

  @PUT
  public Response put() {
    return ifOpen(
        () ->
            passkeys.registering(
                registered ->
                    outcomes.login(
                        signup.complete(exchange.session(), registered, passkeys.party()))));
  }

  private Response ifOpen(Supplier<Response> then) {
    if (!settings.get(MfaSettings.PASSKEY_SIGNUP_ENABLED)) {
      return outcomes.reject(new Rejection.Missing());
    }
    return exchange.authenticated().isPresent() ? Answers.conflict() : then.get();
  }
}
