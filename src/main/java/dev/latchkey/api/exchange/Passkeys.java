package dev.latchkey.api.exchange;

import dev.latchkey.api.wire.CredentialInput;
import dev.latchkey.api.wire.Envelope;
import dev.latchkey.api.wire.Fields;
import dev.latchkey.api.wire.ObjectText;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Rejection;
import dev.latchkey.mfa.passkeys.Passkey;
import dev.latchkey.mfa.passkeys.Registered;
import dev.latchkey.mfa.passkeys.RelyingParties;
import dev.latchkey.texts.ErrorCodes;
import dev.latchkey.webauthn.AuthenticationResponse;
import dev.latchkey.webauthn.RelyingParty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Function;

/** Reads credentials from requests, and writes options into responses. */
@ApplicationScoped
public class Passkeys {

  @Inject Exchange exchange;
  @Inject Outcomes outcomes;
  @Inject RelyingParties parties;

  /** The relying party of this request. */
  public RelyingParty party() {
    return parties.of(exchange.header("Host"));
  }

  /** The response with options to register a credential. */
  public static Response creation(JsonObject options) {
    return Answers.of(Envelope.of(200).data(new ObjectText().put("creation_options", options)));
  }

  /** The response with options to use one. */
  public static Response request(JsonObject options) {
    return Answers.of(requestEnvelope(options));
  }

  /** The same, before it is complete. */
  public static Envelope requestEnvelope(JsonObject options) {
    return Envelope.of(200).data(new ObjectText().put("request_options", options));
  }

  /** Continues with the credential of the body, to register it. */
  public Response registering(Function<Registered, Response> then) {
    Fields fields = exchange.fields();
    CredentialInput input = new CredentialInput(fields.requiredObject("credential"));
    Optional<String> name = fields.text("name", Passkey.LONGEST_NAME);
    if (fields.hasErrors()) {
      return exchange.badRequest(fields.errors());
    }
    return input
        .registration()
        .map(response -> new Registered(response, input.resident(), name))
        .map(then)
        .orElseGet(() -> incorrect(Problem.of(ErrorCodes.INCORRECT_CODE)));
  }

  /** Continues with the credential of the body, to use it. */
  public Response authenticating(Function<AuthenticationResponse, Response> then) {
    Fields fields = exchange.fields();
    CredentialInput input = new CredentialInput(fields.requiredObject("credential"));
    if (fields.hasErrors()) {
      return exchange.badRequest(fields.errors());
    }
    return input
        .authentication()
        .map(then)
        .orElseGet(() -> incorrect(Problem.with("credential", ErrorCodes.INCORRECT_CODE)));
  }

  private Response incorrect(Problem problem) {
    return outcomes.reject(Rejection.because(problem));
  }
}
