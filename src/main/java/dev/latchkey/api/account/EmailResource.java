package dev.latchkey.api.account;

import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.api.clients.ClientKind;
import dev.latchkey.api.exchange.AccountGuard;
import dev.latchkey.api.exchange.Answers;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.exchange.Outcomes;
import dev.latchkey.api.wire.ArrayText;
import dev.latchkey.api.wire.Envelope;
import dev.latchkey.api.wire.Fields;
import dev.latchkey.api.wire.ObjectText;
import dev.latchkey.flows.emails.ManagedAddresses;
import dev.latchkey.flows.emails.VerificationCodes;
import dev.latchkey.sessions.Session;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** The user's own addresses. */
@Path(ClientKind.PATH + "/account/email")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class EmailResource {

  private static final int LONGEST_EMAIL = 320;

  @Inject Exchange exchange;
  @Inject AccountGuard guard;
  @Inject ManagedAddresses addresses;
  @Inject VerificationCodes codes;
  @Inject Outcomes outcomes;

  @GET
  public Response get() {
    return guard.loggedIn(exchange.session(), this::list);
  }

  @POST
  public Response post() {
    Optional<Session> waiting =
        exchange.session().filter(s -> !s.isAuthenticated()).filter(codes::canChange);
    return waiting
        .map(this::correct)
        .orElseGet(() -> guard.sensitive(exchange.session(), this::add));
  }

  @PUT
  public Response put() {
    return guard.loggedIn(exchange.session(), this::resend);
  }

  @PATCH
  public Response patch() {
    return guard.sensitive(exchange.session(), this::makePrimary);
  }

  @DELETE
  public Response delete() {
    return guard.sensitive(exchange.session(), this::remove);
  }

  private Response add(Session session) {
    Fields fields = exchange.fields();
    String email = fields.requiredEmail("email");
    return fields.hasErrors()
        ? exchange.badRequest(fields.errors())
        : outcomes.answer(addresses.add(session, email), this::list);
  }

  private Response resend(Session session) {
    Fields fields = exchange.fields();
    String email = fields.requiredText("email", LONGEST_EMAIL);
    return fields.hasErrors()
        ? exchange.badRequest(fields.errors())
        : outcomes.done(addresses.resend(session, email));
  }

  private Response makePrimary(Session session) {
    Fields fields = exchange.fields();
    String email = fields.requiredText("email", LONGEST_EMAIL);
    fields.requireTrue("primary");
    return fields.hasErrors()
        ? exchange.badRequest(fields.errors())
        : outcomes.answer(addresses.makePrimary(session, email), this::list);
  }

  private Response remove(Session session) {
    Fields fields = exchange.fields();
    String email = fields.requiredText("email", LONGEST_EMAIL);
    return fields.hasErrors()
        ? exchange.badRequest(fields.errors())
        : outcomes.answer(addresses.remove(session, email), this::list);
  }

  private Response correct(Session session) {
    Fields fields = exchange.fields();
    String email = fields.requiredEmail("email");
    if (fields.hasErrors()) {
      return exchange.badRequest(fields.errors());
    }
    return outcomes.answer(
        codes.change(session, EmailAddress.key(email)),
        code -> Answers.of(Envelope.of(200).data(new ArrayText().add(awaited(code.email())))));
  }

  private Response list(Session session) {
    ArrayText list = new ArrayText();
    addresses.list(session).forEach(e -> list.add(address(e.email(), e.verified(), e.primary())));
    addresses.awaited(session).ifPresent(email -> list.add(awaited(email)));
    return Answers.of(Envelope.of(200).data(list));
  }

  private static ObjectText awaited(String email) {
    return address(email, false, false);
  }

  private static ObjectText address(String email, boolean verified, boolean primary) {
    return new ObjectText().put("email", email).put("verified", verified).put("primary", primary);
  }
}
