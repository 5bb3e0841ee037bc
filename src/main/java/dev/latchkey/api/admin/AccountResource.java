package dev.latchkey.api.admin;

import dev.latchkey.admin.AccountControl;
import dev.latchkey.admin.AccountSearch;
import dev.latchkey.admin.AddressControl;
import dev.latchkey.admin.Admin;
import dev.latchkey.admin.Invitation;
import dev.latchkey.admin.LastAdministrator;
import dev.latchkey.admin.TokenTooLong;
import dev.latchkey.api.exchange.Answers;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.exchange.Outcomes;
import dev.latchkey.api.wire.ApiError;
import dev.latchkey.api.wire.Envelope;
import dev.latchkey.api.wire.Fields;
import dev.latchkey.api.wire.ObjectText;
import dev.latchkey.texts.ErrorCodes;
import dev.latchkey.tokens.TokenSize;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** One account, for administrators. */
@Path("/admin/v1/accounts/{id: [0-9]+}")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class AccountResource {

  @Inject Exchange exchange;
  @Inject AccountSearch search;
  @Inject AccountControl control;
  @Inject AddressControl addresses;
  @Inject Invitation invitation;
  @Inject Outcomes outcomes;

  @PathParam("id")
  long id;

  @GET
  public Response read() {
    return search
        .read(id, admin())
        .map(account -> Answers.of(Envelope.of(200).data(AccountTexts.full(account))))
        .orElseThrow(NotFoundException::new);
  }

  @DELETE
  public Response delete() {
    return isOwn() ? Answers.conflict() : leavingAnother(() -> control.delete(id, admin()));
  }

  @POST
  @Path("/deactivate")
  public Response deactivate() {
    return isOwn() ? Answers.conflict() : leavingAnother(() -> control.deactivate(id, admin()));
  }

  @POST
  @Path("/activate")
  public Response activate() {
    return done(control.activate(id, admin()));
  }

  @POST
  @Path("/emails/verify")
  public Response verifyEmail() {
    Fields fields = exchange.fields();
    String email = fields.requiredEmail("email");
    return fields.hasErrors()
        ? exchange.badRequest(fields.errors())
        : outcomes.answer(addresses.verify(id, email, admin()), verified -> read());
  }

  @POST
  @Path("/send-reset")
  public Response sendReset() {
    return outcomes.answer(
        invitation.sendReset(id, admin()),
        email -> Answers.of(Envelope.of(200).data(new ObjectText().put("email", email))));
  }

  @PUT
  @Path("/groups")
  public Response setGroups() {
    Fields fields = exchange.fields();
    Set<String> groups = AccountFields.groups(fields);
    if (fields.isAbsent("groups")) {
      fields.reject(ErrorCodes.REQUIRED, "groups");
    }
    return fields.hasErrors()
        ? exchange.badRequest(fields.errors())
        : measured("groups", () -> control.setGroups(id, groups, admin()));
  }

  @PUT
  @Path("/attributes")
  public Response setAttributes() {
    Fields fields = exchange.fields();
    Map<String, String> attributes = AccountFields.attributes(fields);
    if (fields.isAbsent("attributes")) {
      fields.reject(ErrorCodes.REQUIRED, "attributes");
    }
    return fields.hasErrors()
        ? exchange.badRequest(fields.errors())
        : measured("attributes", () -> control.setAttributes(id, attributes, admin()));
  }

  /** Administrators who deactivated their own account could not undo it. */
  private boolean isOwn() {
    return admin().account() == id;
  }

  private static Response leavingAnother(BooleanSupplier change) {
    try {
      return done(change.getAsBoolean());
    } catch (LastAdministrator e) {
      return Answers.conflict();
    }
  }

  private Response measured(String param, BooleanSupplier change) {
    try {
      return leavingAnother(change);
    } catch (TokenTooLong e) {
      return exchange.badRequest(
          List.of(new ApiError(ErrorCodes.TOKEN_TOO_LONG, param, TokenSize.MAX)));
    }
  }

  private static Response done(boolean found) {
    if (!found) {
      throw new NotFoundException();
    }
    return Answers.of(Envelope.of(200));
  }

  private Admin admin() {
    return Admin.of(exchange.session().orElseThrow());
  }
}
