package dev.latchkey.api.account;

import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.api.clients.ClientKind;
import dev.latchkey.api.exchange.AccountGuard;
import dev.latchkey.api.exchange.Answers;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.exchange.SessionAnswers;
import dev.latchkey.api.wire.ArrayText;
import dev.latchkey.api.wire.Envelope;
import dev.latchkey.api.wire.Fields;
import dev.latchkey.api.wire.ObjectText;
import dev.latchkey.flows.emails.AddressCorrection;
import dev.latchkey.flows.emails.ManagedAddresses;
import dev.latchkey.flows.emails.VerificationCodes;
import dev.latchkey.sessions.Session;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** One's own addresses. */
@Path(ClientKind.PATH + "/account/email")
@RequestScoped
public class EmailResource {

  private static final int LONGEST_EMAIL = 320;

  @Inject Exchange exchange;
  @Inject AccountGuard guard;
  @Inject ManagedAddresses addresses;
  @Inject VerificationCodes codes;
  @Inject SessionAnswers answers;

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
        : answer(addresses.add(session, email));
  }

  private Response resend(Session session) {
    Fields fields = exchange.fields();
    String email = fields.requiredText("email", LONGEST_EMAIL);
    if (fields.hasErrors()) {
      return exchange.badRequest(fields.errors());
    }
    ManagedAddresses.Outcome outcome = addresses.resend(session, email);
    return outcome instanceof ManagedAddresses.Outcome.Done
        ? Answers.of(Envelope.of(200))
        : answer(outcome);
  }

  private Response makePrimary(Session session) {
    Fields fields = exchange.fields();
    String email = fields.requiredText("email", LONGEST_EMAIL);
    fields.requireTrue("primary");
    return fields.hasErrors()
        ? exchange.badRequest(fields.errors())
        : answer(addresses.makePrimary(session, email));
  }

  private Response remove(Session session) {
    Fields fields = exchange.fields();
    String email = fields.requiredText("email", LONGEST_EMAIL);
    return fields.hasErrors()
        ? exchange.badRequest(fields.errors())
        : answer(addresses.remove(session, email));
  }

  private Response correct(Session session) {
    Fields fields = exchange.fields();
    String email = fields.requiredEmail("email");
    if (fields.hasErrors()) {
      return exchange.badRequest(fields.errors());
    }
    AddressCorrection outcome = codes.change(session, EmailAddress.key(email));
    if (outcome instanceof AddressCorrection.Refused refused) {
      return exchange.badRequest(SessionAnswers.errors(List.of(refused.problem())));
    }
    return outcome instanceof AddressCorrection.Sent
        ? Answers.of(Envelope.of(200).data(new ArrayText().add(awaited(EmailAddress.key(email)))))
        : Answers.conflict();
  }

  private Response answer(ManagedAddresses.Outcome outcome) {
    if (outcome instanceof ManagedAddresses.Outcome.Refused refused) {
      return exchange.badRequest(SessionAnswers.errors(List.of(refused.problem())));
    }
    if (outcome instanceof ManagedAddresses.Outcome.NotSent) {
      return Answers.of(Envelope.of(403));
    }
    if (outcome instanceof ManagedAddresses.Outcome.Limited limited) {
      return Answers.limited(limited.retryAfter(), exchange.language());
    }
    if (outcome instanceof ManagedAddresses.Outcome.Gone) {
      return answers.gone();
    }
    return list(((ManagedAddresses.Outcome.Done) outcome).session());
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
