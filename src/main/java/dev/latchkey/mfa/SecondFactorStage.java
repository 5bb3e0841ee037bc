package dev.latchkey.mfa;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.flows.login.AuthenticationMethods;
import dev.latchkey.flows.login.Flow;
import dev.latchkey.flows.login.LoginStage;
import dev.latchkey.sessions.PendingLogin;
import dev.latchkey.sessions.Proof;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.types.AuthenticatorType;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** Asks for a second factor after every first one, if the account has one. */
@Shared
public class SecondFactorStage implements LoginStage {

  public static final String FLOW = "mfa_authenticate";

  /** A login with this note has just added its factor, and is not asked for it. */
  public static final String SATISFIED = "mfa_satisfied";

  /** A login with this note was asked for its factor, and has shown it. */
  private static final String PASSED = "mfa_passed";

  private final Authenticators authenticators;
  private final List<FactorExemption> exemptions;

  @Inject
  SecondFactorStage(Authenticators authenticators, @Any Instance<FactorExemption> exemptions) {
    this(authenticators, exemptions.stream().toList());
  }

  public SecondFactorStage(Authenticators authenticators, Collection<FactorExemption> exemptions) {
    this.authenticators = authenticators;
    this.exemptions = List.copyOf(exemptions);
  }

  @Override
  public String flow() {
    return FLOW;
  }

  @Override
  public int order() {
    return 300;
  }

  /** A factor that replaces the password, such as a passkey, is a second factor by itself. */
  @Override
  public boolean isOwed(Account account, PendingLogin login) {
    return !login.hasProven(AuthenticationMethods.MFA)
        && login.note(SATISFIED).isEmpty()
        && authenticators.protect(account.id())
        && exemptions.stream().noneMatch(exemption -> exemption.covers(account, login));
  }

  /** The login after the factor that it was asked for. */
  static PendingLogin passed(PendingLogin login, Proof proof) {
    return login.with(proof).noting(PASSED, JsonValue.TRUE);
  }

  /** Whether the login was asked for its factor, and has shown it. */
  public static boolean wasPassedBy(PendingLogin login) {
    return login.note(PASSED).isPresent();
  }

  @Override
  public Flow flow(PendingLogin login) {
    return Flow.of(FLOW, true).with(types(Objects.requireNonNull(login.accountId())));
  }

  @Override
  public void begin(Session session, Account account, PendingLogin login) {}

  /** The types of factor that the account has now. */
  JsonObject types(long account) {
    return types(authenticators.of(account).stream().map(Authenticator::type).toList());
  }

  /** The member {@code types} of a flow. */
  static JsonObject types(Collection<AuthenticatorType> types) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    types.stream().map(AuthenticatorType::text).distinct().sorted().forEach(array::add);
    return Json.createObjectBuilder().add("types", array).build();
  }
}
