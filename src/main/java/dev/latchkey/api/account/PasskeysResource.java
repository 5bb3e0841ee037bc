package dev.latchkey.api.account;

import dev.latchkey.api.clients.ClientKind;
import dev.latchkey.api.exchange.AccountGuard;
import dev.latchkey.api.exchange.Answers;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.exchange.Outcomes;
import dev.latchkey.api.exchange.Passkeys;
import dev.latchkey.api.wire.Envelope;
import dev.latchkey.api.wire.Fields;
import dev.latchkey.api.wire.ObjectText;
import dev.latchkey.mfa.Authenticator;
import dev.latchkey.mfa.passkeys.OwnPasskeys;
import dev.latchkey.mfa.passkeys.Passkey;
import dev.latchkey.mfa.passkeys.Registered;
import dev.latchkey.sessions.Session;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** The user's own passkeys and security keys. */
@Path(ClientKind.PATH + "/account/authenticators/webauthn")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class PasskeysResource {

  @Inject Exchange exchange;
  @Inject AccountGuard guard;
  @Inject Passkeys passkeys;
  @Inject OwnPasskeys own;
  @Inject AuthenticatorTexts texts;
  @Inject Outcomes outcomes;

  @GET
  public Response get(@Context UriInfo uri) {
    boolean passwordless = uri.getQueryParameters().containsKey("passwordless");
    return guard.recentOrEnrolling(
        exchange.session(),
        session ->
            outcomes.answer(
                own.begin(session, passwordless, passkeys.party()), Passkeys::creation));
  }

  @POST
  public Response post() {
    return guard.recentOrEnrolling(
        exchange.session(),
        session -> passkeys.registering(registered -> add(session, registered)));
  }

  @PUT
  public Response put() {
    return guard.recent(exchange.session(), this::rename);
  }

  @DELETE
  public Response delete() {
    return guard.recent(exchange.session(), this::remove);
  }

  private Response add(Session session, Registered registered) {
    return session.isAuthenticated()
        ? outcomes.answer(own.add(session, registered, passkeys.party()), this::added)
        : outcomes.login(own.addInLogin(session, registered, passkeys.party()));
  }

  private Response added(OwnPasskeys.Added added) {
    ObjectText meta = new ObjectText().put("recovery_codes_generated", added.withCodes());
    return Answers.of(Envelope.of(200).data(texts.one(added.authenticator())).meta(meta));
  }

  private Response rename(Session session) {
    Fields fields = exchange.fields();
    long id = fields.requiredId("id");
    String name = fields.requiredText("name", Passkey.LONGEST_NAME);
    return fields.hasErrors()
        ? exchange.badRequest(fields.errors())
        : outcomes.answer(own.rename(session, id, name), this::shown);
  }

  private Response remove(Session session) {
    Fields fields = exchange.fields();
    List<Long> ids = fields.requiredIds("authenticators");
    return fields.hasErrors()
        ? exchange.badRequest(fields.errors())
        : outcomes.done(own.remove(session, ids));
  }

  private Response shown(Authenticator authenticator) {
    return Answers.of(Envelope.of(200).data(texts.one(authenticator)));
  }
}
