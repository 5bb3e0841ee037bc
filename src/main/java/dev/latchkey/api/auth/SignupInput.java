package dev.latchkey.api.auth;

import dev.latchkey.accounts.Account;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.exchange.Outcomes;
import dev.latchkey.api.wire.Fields;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.signup.SignupRequest;
import dev.latchkey.flows.signup.SignupRules;
import dev.latchkey.passwords.PasswordHasher;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.SignupFields;
import dev.latchkey.settings.types.SignupFields.Field;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the data of a sign-up, as far as sign-up is open and the policy allows it. */
@ApplicationScoped
public class SignupInput {

  @Inject Exchange exchange;
  @Inject Settings settings;
  @Inject SignupRules rules;
  @Inject Outcomes outcomes;

  /**
   * Reads the body.
   *
   * @param withPassword whether it has a password, if the settings ask for one
   * @param then called with valid data
   */
  public Response read(boolean withPassword, Function<SignupRequest, Response> then) {
    if (!rules.isOpen()) {
      return outcomes.reject(new Rejection.Closed());
    }
    SignupFields asked = settings.get(AccountSettings.SIGNUP_FIELDS);
    Fields fields = exchange.fields();
    SignupRequest request =
        new SignupRequest(
            email(asked, fields),
            username(asked, fields),
            withPassword ? password(asked, fields) : null,
            further(fields));
    if (fields.hasErrors()) {
      return exchange.badRequest(fields.errors());
    }
    List<Problem> problems = rules.problems(request);
    return problems.isEmpty()
        ? then.apply(request)
        : outcomes.reject(new Rejection.Problems(problems));
  }

  private static @Nullable String email(SignupFields asked, Fields fields) {
    if (!asked.asks(Field.EMAIL)) {
      return null;
    }
    return asked.requires(Field.EMAIL)
        ? fields.requiredEmail("email")
        : fields.email("email").orElse(null);
  }

  private static @Nullable String username(SignupFields asked, Fields fields) {
    if (!asked.asks(Field.USERNAME)) {
      return null;
    }
    return asked.requires(Field.USERNAME)
        ? fields.requiredUsername("username")
        : fields.username("username").orElse(null);
  }

  private static @Nullable String password(SignupFields asked, Fields fields) {
    if (!asked.asks(Field.PASSWORD1)) {
      return null;
    }
    return asked.requires(Field.PASSWORD1)
        ? fields.requiredVerbatim("password", PasswordHasher.MAX_LENGTH)
        : fields.verbatim("password", PasswordHasher.MAX_LENGTH).orElse(null);
  }

  private Map<String, String> further(Fields fields) {
    Map<String, String> further = new HashMap<>();
    rules
        .furtherFields()
        .forEach(
            (name, required) -> {
              if (required) {
                further.put(name, fields.requiredText(name, Account.LONGEST_ATTRIBUTE));
              } else {
                fields
                    .text(name, Account.LONGEST_ATTRIBUTE)
                    .ifPresent(text -> further.put(name, text));
              }
            });
    return further;
  }
}
