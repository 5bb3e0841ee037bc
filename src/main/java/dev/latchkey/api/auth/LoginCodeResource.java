package dev.latchkey.api.auth;

import dev.latchkey.api.clients.ClientKind;
import dev.latchkey.api.exchange.Answers;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.exchange.SessionAnswers;
import dev.latchkey.api.wire.Fields;
import dev.latchkey.flows.login.LoginByCode;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.Settings;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/**
 * Logging in with a code; where the settings have no such thing, there is nothing at these paths.
 */
@Path(ClientKind.PATH + "/auth/code")
@RequestScoped
public class LoginCodeResource {

  private static final int LONGEST_CODE = 64;

  @Inject Exchange exchange;
  @Inject Settings settings;
  @Inject LoginByCode login;
  @Inject SessionAnswers answers;

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
    return answers.of(login.request(email, exchange.session()), exchange.language());
  }

  @POST
  @Path("/confirm")
  public Response confirm() {
    refuseWhereOff();
    Fields fields = exchange.fields();
    String code = fields.requiredText("code", LONGEST_CODE);
    if (fields.hasErrors()) {
      return exchange.badRequest(fields.errors());
    }
    return login
        .confirm(code, exchange.session())
        .map(outcome -> answers.of(outcome, exchange.language()))
        .orElseGet(Answers::conflict);
  }

  @POST
  @Path("/resend")
  public Response resend() {
    refuseWhereOff();
    return answers.of(login.resend(exchange.session()), exchange.language());
  }

  private void refuseWhereOff() {
    boolean required = settings.get(AccountSettings.LOGIN_BY_CODE_REQUIRED).appliesTo("password");
    if (!settings.get(AccountSettings.LOGIN_BY_CODE_ENABLED) && !required) {
      throw new NotFoundException();
    }
  }
}
