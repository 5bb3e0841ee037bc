package dev.latchkey.api.account;

import dev.latchkey.api.clients.ClientKind;
import dev.latchkey.api.exchange.AccountGuard;
import dev.latchkey.api.exchange.Answers;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.exchange.Outcomes;
import dev.latchkey.api.wire.Envelope;
import dev.latchkey.api.wire.Fields;
import dev.latchkey.api.wire.ObjectText;
import dev.latchkey.flows.UserCode;
import dev.latchkey.mfa.Authenticator;
import dev.latchkey.mfa.totp.TotpActivation;
import dev.latchkey.mfa.totp.TotpSetup;
import dev.latchkey.sessions.Session;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** The user's own authenticator app. */
@Path(ClientKind.PATH + "/account/authenticators/totp")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class TotpResource {

  @Inject Exchange exchange;
  @Inject AccountGuard guard;
  @Inject TotpActivation totp;
  @Inject AuthenticatorTexts texts;
  @Inject Outcomes outcomes;

  @GET
  public Response get() {
    return guard.loggedInOrEnrolling(
        exchange.session(),
        session ->
            Optional.ofNullable(session.account())
                .flatMap(account -> totp.find(account.id()))
                .map(this::shown)
                .orElseGet(() -> outcomes.answer(totp.begin(session), TotpResource::notFound)));
  }

  @POST
  public Response post() {
    return guard.recentOrEnrolling(exchange.session(), this::activate);
  }

  @DELETE
  public Response delete() {
    return guard.recent(exchange.session(), session -> outcomes.done(totp.remove(session)));
  }

  private Response activate(Session session) {
    Fields fields = exchange.fields();
    String code = fields.requiredText("code", UserCode.LONGEST_TYPED);
    if (fields.hasErrors()) {
      return exchange.badRequest(fields.errors());
    }
    return session.isAuthenticated()
        ? outcomes.answer(totp.complete(session, code), this::shown)
        : outcomes.login(totp.completeInLogin(session, code));
  }

  private Response shown(Authenticator authenticator) {
    return Answers.of(Envelope.of(200).data(texts.one(authenticator)));
  }

  /** There is none yet; this is what it takes to add one. */
  private static Response notFound(TotpSetup setup) {
    ObjectText meta = new ObjectText().put("secret", setup.secret()).put("totp_url", setup.url());
    return Answers.of(Envelope.of(404).meta(meta));
  }
}
