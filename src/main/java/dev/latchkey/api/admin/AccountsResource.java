package dev.latchkey.api.admin;

import dev.latchkey.admin.AccountCreation;
import dev.latchkey.admin.AccountQuery;
import dev.latchkey.admin.AccountSearch;
import dev.latchkey.admin.AccountView;
import dev.latchkey.admin.Admin;
import dev.latchkey.admin.Invitation;
import dev.latchkey.admin.NewAccount;
import dev.latchkey.api.exchange.Answers;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.exchange.Outcomes;
import dev.latchkey.api.wire.ArrayText;
import dev.latchkey.api.wire.Envelope;
import dev.latchkey.api.wire.Fields;
import dev.latchkey.api.wire.ObjectText;
import dev.latchkey.passwords.PasswordHasher;
import dev.latchkey.texts.ErrorCodes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;

/** All accounts, for administrators. */
@Path("/admin/v1/accounts")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class AccountsResource {

  @Inject Exchange exchange;
  @Inject AccountSearch search;
  @Inject AccountCreation creation;
  @Inject Invitation invitation;
  @Inject Outcomes outcomes;

  @GET
  public Response list(@Context UriInfo uri) {
    QueryFields query = new QueryFields(uri.getQueryParameters());
    AccountQuery wanted =
        new AccountQuery(
            query.text("q"),
            query.text("group"),
            query.flag("active"),
            query.flag("verified"),
            query.number("after").orElse(0L),
            query.limit());
    if (!query.errors().isEmpty()) {
      return exchange.badRequest(query.errors());
    }
    List<AccountView> page = search.list(wanted, admin());
    ArrayText data = new ArrayText();
    page.forEach(account -> data.add(AccountTexts.brief(account)));
    ObjectText meta = new ObjectText();
    if (page.size() == wanted.limit()) {
      meta.put("after", page.get(page.size() - 1).id());
    }
    return Answers.of(Envelope.of(200).data(data).meta(meta));
  }

  @POST
  public Response create() {
    Fields fields = exchange.fields();
    Optional<String> email = fields.email("email");
    Optional<String> username = fields.username("username");
    if (email.isEmpty() && username.isEmpty() && !fields.hasErrorOn("email", "username")) {
      fields.reject(ErrorCodes.REQUIRED, "email");
    }
    NewAccount wanted =
        new NewAccount(
            email.orElse(null),
            fields.flag("email_verified").orElse(false),
            username.orElse(null),
            fields.verbatim("password", PasswordHasher.MAX_LENGTH).orElse(null),
            AccountFields.groups(fields),
            AccountFields.attributes(fields));
    if (fields.hasErrors()) {
      return exchange.badRequest(fields.errors());
    }
    return outcomes.answer(creation.create(wanted, admin()), this::created);
  }

  @POST
  @Path("/invite")
  public Response invite() {
    Fields fields = exchange.fields();
    NewAccount wanted =
        new NewAccount(
            fields.requiredEmail("email"),
            false,
            fields.username("username").orElse(null),
            null,
            AccountFields.groups(fields),
            AccountFields.attributes(fields));
    if (fields.hasErrors()) {
      return exchange.badRequest(fields.errors());
    }
    return outcomes.answer(invitation.invite(wanted, admin()), this::created);
  }

  private Response created(long id) {
    AccountView made = search.read(id, admin()).orElseThrow();
    return Answers.of(Envelope.of(201).data(AccountTexts.full(made)));
  }

  private Admin admin() {
    return Admin.of(exchange.session().orElseThrow());
  }
}
