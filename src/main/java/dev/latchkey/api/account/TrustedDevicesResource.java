package dev.latchkey.api.account;

import dev.latchkey.api.clients.ClientKind;
import dev.latchkey.api.exchange.AccountGuard;
import dev.latchkey.api.exchange.Answers;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.exchange.Outcomes;
import dev.latchkey.api.wire.Envelope;
import dev.latchkey.api.wire.Fields;
import dev.latchkey.mfa.trust.OwnDevices;
import dev.latchkey.mfa.trust.TrustedDevice;
import dev.latchkey.mfa.trust.TrustedDevices;
import dev.latchkey.sessions.Session;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** The browsers and apps that the user trusts. */
@Path(ClientKind.PATH + "/account/trusted-devices")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class TrustedDevicesResource {

  @Inject Exchange exchange;
  @Inject AccountGuard guard;
  @Inject OwnDevices own;
  @Inject TrustedDevices devices;
  @Inject Outcomes outcomes;

  @GET
  public Response get() {
    return guard.loggedIn(exchange.session(), session -> list(own.list(session.owner())));
  }

  @DELETE
  public Response delete() {
    return guard.loggedIn(exchange.session(), this::remove);
  }

  private Response remove(Session session) {
    Fields fields = exchange.fields();
    List<Long> ids = fields.requiredIds(OwnDevices.FIELD);
    return fields.hasErrors()
        ? exchange.badRequest(fields.errors())
        : outcomes.answer(own.remove(session, ids), this::list);
  }

  private Response list(List<TrustedDevice> all) {
    return Answers.of(Envelope.of(200).data(TrustedDeviceTexts.list(all, devices::isCurrent)));
  }
}
