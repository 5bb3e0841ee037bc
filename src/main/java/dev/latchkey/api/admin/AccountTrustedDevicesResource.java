package dev.latchkey.api.admin;

import dev.latchkey.admin.Admin;
import dev.latchkey.admin.TrustedDeviceControl;
import dev.latchkey.api.account.TrustedDeviceTexts;
import dev.latchkey.api.exchange.Answers;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.wire.Envelope;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The trusted devices of one account, for administrators. */
@Path("/admin/v1/accounts/{id: [0-9]+}/trusted-devices")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class AccountTrustedDevicesResource {

  @Inject Exchange exchange;
  @Inject TrustedDeviceControl control;

  @PathParam("id")
  long id;

  @GET
  public Response list() {
    return control
        .list(id, admin())
        .map(all -> Answers.of(Envelope.of(200).data(TrustedDeviceTexts.list(all))))
        .orElseThrow(NotFoundException::new);
  }

  @DELETE
  public Response removeAll() {
    if (!control.removeAll(id, admin())) {
      throw new NotFoundException();
    }
    return Answers.of(Envelope.of(200));
  }

  private Admin admin() {
    return Admin.of(exchange.session().orElseThrow());
  }
}
