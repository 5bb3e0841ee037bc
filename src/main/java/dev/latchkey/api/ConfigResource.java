package dev.latchkey.api;

import dev.latchkey.api.clients.ClientKind;
import dev.latchkey.api.exchange.Answers;
import dev.latchkey.api.wire.ArrayText;
import dev.latchkey.api.wire.Envelope;
import dev.latchkey.api.wire.ObjectText;
import dev.latchkey.flows.signup.SignupRules;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.MfaSettings;
import dev.latchkey.settings.SessionSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.AuthenticatorType;
import dev.latchkey.settings.types.LoginMethod;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;

/** The settings of this server that clients need before a user logs in. */
@Path(ClientKind.PATH + "/config")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ConfigResource {

  @Inject Settings settings;
  @Inject SignupRules signup;

  @GET
  public Response get() {
    List<String> methods =
        settings.get(AccountSettings.LOGIN_METHODS).stream()
            .sorted()
            .map(m -> m.name().toLowerCase(Locale.ROOT))
            .toList();
    ObjectText account =
        new ObjectText()
            .put("login_methods", ArrayText.of(methods))
            .put("authentication_method", authenticationMethod())
            .put("is_open_for_signup", signup.isOpen())
            .put(
                "email_verification_by_code_enabled",
                settings.get(AccountSettings.EMAIL_VERIFICATION_BY_CODE_ENABLED))
            .put("login_by_code_enabled", settings.get(AccountSettings.LOGIN_BY_CODE_ENABLED))
            .put(
                "password_reset_by_code_enabled",
                settings.get(AccountSettings.PASSWORD_RESET_BY_CODE_ENABLED));
    ObjectText sessions =
        new ObjectText().put("track_activity", settings.get(SessionSettings.TRACK_ACTIVITY));
    ObjectText data =
        new ObjectText().put("account", account).put("mfa", mfa()).put("usersessions", sessions);
    return Answers.of(Envelope.of(200).data(data));
  }

  private ObjectText mfa() {
    List<String> types =
        settings.get(MfaSettings.SUPPORTED_TYPES).stream()
            .map(AuthenticatorType::text)
            .distinct()
            .sorted()
            .toList();
    return new ObjectText()
        .put("supported_types", ArrayText.of(types))
        .put("passkey_login_enabled", settings.get(MfaSettings.PASSKEY_LOGIN_ENABLED));
  }

  /** The login methods in one word, which older clients read. */
  private String authenticationMethod() {
    boolean email = settings.get(AccountSettings.LOGIN_METHODS).contains(LoginMethod.EMAIL);
    boolean username = settings.get(AccountSettings.LOGIN_METHODS).contains(LoginMethod.USERNAME);
    return email && username ? "username_email" : email ? "email" : "username";
  }
}
