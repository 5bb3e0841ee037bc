package dev.latchkey.api.auth;

import dev.latchkey.api.clients.ClientKind;
import dev.latchkey.api.exchange.Answers;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.exchange.Outcomes;
import dev.latchkey.api.wire.ApiError;
import dev.latchkey.api.wire.Fields;
import dev.latchkey.flows.login.Login;
import dev.latchkey.passwords.PasswordHasher;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.LoginMethod;
import dev.latchkey.texts.ErrorCodes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Logs in with a password. */
@Path(ClientKind.PATH + "/auth/login")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class LoginResource {

  private static final int LONGEST_USERNAME = 254;

  @Inject Exchange exchange;
  @Inject Settings settings;
  @Inject Login login;
  @Inject Outcomes outcomes;

  @POST
  public Response post() {
    if (exchange.authenticated().isPresent()) {
      return Answers.conflict();
    }
    Fields fields = exchange.fields();
    Set<LoginMethod> methods = settings.get(AccountSettings.LOGIN_METHODS);
    Optional<String> email =
        methods.contains(LoginMethod.EMAIL) ? fields.email("email") : Optional.empty();
    Optional<String> username =
        methods.contains(LoginMethod.USERNAME)
            ? fields.text("username", LONGEST_USERNAME)
            : Optional.empty();
    String password = fields.requiredVerbatim("password", PasswordHasher.MAX_LENGTH);
    boolean byEmail = email.isPresent();
    if (!byEmail && username.isEmpty() && !fields.hasErrorOn("email", "username")) {
      fields.reject(
          ErrorCodes.REQUIRED, methods.contains(LoginMethod.EMAIL) ? "email" : "username");
    }
    if (fields.hasErrors()) {
      return exchange.badRequest(fields.errors());
    }
    if (byEmail && username.isPresent()) {
      return exchange.badRequest(List.of(ApiError.of(ErrorCodes.INVALID_LOGIN)));
    }
    LoginMethod method = byEmail ? LoginMethod.EMAIL : LoginMethod.USERNAME;
    String name = email.or(() -> username).orElseThrow();
    return outcomes.login(login.byPassword(method, name, password, exchange.session()));
  }
}
