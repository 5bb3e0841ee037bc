package dev.latchkey.api.admin;

import dev.latchkey.admin.Admin;
import dev.latchkey.admin.AuthenticatorControl;
import dev.latchkey.api.account.AuthenticatorTexts;
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
import java.util.function.BooleanSupplier;

/** The second factors of one account, for administrators. */
@Path("/admin/v1/accounts/{id: [0-9]+}/authenticators")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
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
        .map(all -> Answers.of(Envelope.of(200).data(texts.listWithIds(all))))
        .orElseThrow(NotFoundException::new);
  }

  @DELETE
  public Response removeAll() {
    return unlessOwn(() -> control.removeAll(id, admin()));
  }

  @DELETE
  @Path("/{authenticator: [0-9]+}")
  public Response remove(@PathParam("authenticator") long authenticator) {
    return unlessOwn(() -> control.remove(id, authenticator, admin()));
  }

  /** Own factors are removed with the account's own API, which keeps a required one. */
  private Response unlessOwn(BooleanSupplier removal) {
    if (admin().account() == id) {
      return Answers.conflict();
    }
    if (!removal.getAsBoolean()) {
      throw new NotFoundException();
    }
    return Answers.of(Envelope.of(200));
  }

  private Admin admin() {
    return Admin.of(exchange.session().orElseThrow());
  }
}
