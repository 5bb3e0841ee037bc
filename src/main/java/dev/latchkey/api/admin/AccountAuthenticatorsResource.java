package dev.latchkey.api.admin;

import dev.latchkey.admin.Admin;
import dev.latchkey.admin.AuthenticatorControl;
import dev.latchkey.api.account.AuthenticatorTexts;
import dev.latchkey.api.exchange.Answers;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.wire.Envelope;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** The second factors of one account, for administrators. */
@Path("/admin/v1/accounts/{id: [0-9]+}/authenticators")
@RequestScoped
public class AccountAuthenticatorsResource {

  @Inject Exchange exchange;
  @Inject AuthenticatorControl control;
  @Inject AuthenticatorTexts texts;

  @PathParam("id")
  long id;

  @GET
  public Response list() {
    return control
        .list(id, admin())
        .map(all -> Answers.of(Envelope.of(200).data(texts.list(all))))
        .orElseThrow(NotFoundException::new);
  }

  @DELETE
  public Response removeAll() {
    if (admin().account() == id) { // with the account's own API, which keeps a required one
      return Answers.conflict();
    }
    if (!control.removeAll(id, admin())) {
      throw new NotFoundException();
    }
    return Answers.of(Envelope.of(200));
  }

  private Admin admin() {
    return Admin.of(exchange.session().orElseThrow());
  }
}
