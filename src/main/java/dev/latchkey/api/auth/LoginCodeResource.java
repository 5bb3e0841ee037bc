package dev.latchkey.api.auth;

import dev.latchkey.api.clients.ClientKind;
import dev.latchkey.api.exchange.Answers;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.exchange.Outcomes;
import dev.latchkey.api.wire.Fields;
import dev.latchkey.flows.UserCode;
import dev.latchkey.flows.login.LoginByCode;
import dev.latchkey.flows.login.LoginCodeRequest;
import dev.latchkey.flows.login.LoginCodeResend;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Logs in with a code. If the settings disable that, these paths return 404. */
@Path(ClientKind.PATH + "/auth/code")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class LoginCodeResource {

  @Inject Exchange exchange;
  @Inject Settings settings;
  @Inject LoginCodeRequest request;
  @Inject LoginByCode login;
  @Inject LoginCodeResend resend;
  @Inject Outcomes outcomes;

  @POST
  @Path("/request")
  public Response request() {
    if (!settings.get(AccountSettings.LOGIN_BY_CODE_ENABLED)) {
      throw new NotFoundException();
    }
    if (exchange.authenticated().isPresent()) {
      return Answers.conflict();
    }
    Fields fields = exchange.fields();
    String email = fields.requiredEmail("email");
    if (fields.hasErrors()) {
      return exchange.badRequest(fields.errors());
    }
    return outcomes.login(request.request(email, exchange.session()));
  }

  @POST
  @Path("/confirm")
  public Response confirm() {
    rejectIfDisabled();
    Fields fields = exchange.fields();
    String code = fields.requiredText("code", UserCode.LONGEST_TYPED);
    if (fields.hasErrors()) {
      return exchange.badRequest(fields.errors());
    }
    return outcomes.login(login.confirm(code, exchange.session()));
  }

  @POST
  @Path("/resend")
  public Response resend() {
    rejectIfDisabled();
    return outcomes.done(resend.resend(exchange.session()));
  }

  private void rejectIfDisabled() {
    boolean required = settings.get(AccountSettings.LOGIN_BY_CODE_REQUIRED).appliesTo("password");
    if (!settings.get(AccountSettings.LOGIN_BY_CODE_ENABLED) && !required) {
      throw new NotFoundException();
    }
  }
}
