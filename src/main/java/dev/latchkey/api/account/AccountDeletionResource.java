package dev.latchkey.api.account;

import dev.latchkey.api.clients.ClientKind;
import dev.latchkey.api.exchange.AccountGuard;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.exchange.Outcomes;
import dev.latchkey.api.exchange.SessionAnswers;
import dev.latchkey.flows.AccountDeletion;
import dev.latchkey.flows.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Deletes the user's own account. */
@Path(ClientKind.PATH + "/account")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class AccountDeletionResource {

  @Inject Exchange exchange;
  @Inject AccountGuard guard;
  @Inject AccountDeletion deletion;
  @Inject SessionAnswers answers;
  @Inject Outcomes outcomes;

  @DELETE
  public Response delete() {
    if (!deletion.isAllowed()) {
      return outcomes.reject(new Rejection.Missing());
    }
    return guard.fresh(
        exchange.session(),
        session -> outcomes.answer(deletion.delete(session), deleted -> answers.ended()));
  }
}
