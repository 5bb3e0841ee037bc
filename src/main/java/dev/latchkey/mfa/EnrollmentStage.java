package dev.latchkey.mfa;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.flows.login.Flow;
import dev.latchkey.flows.login.LoginStage;
import dev.latchkey.sessions.PendingLogin;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.MfaSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.AuthenticatorType;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.stream.Collectors;

/** Users who must have a second factor and have none add one before the login is complete. */
@Shared
public class EnrollmentStage implements LoginStage {

  public static final String FLOW = "mfa_enroll";

  private final FactorPolicy policy;
  private final Authenticators authenticators;
  private final Settings settings;

  @Inject
  public EnrollmentStage(FactorPolicy policy, Authenticators authenticators, Settings settings) {
    this.policy = policy;
    this.authenticators = authenticators;
    this.settings = settings;
  }

  @Override
  public String flow() {
    return FLOW;
  }

  @Override
  public int order() {
    return 400;
  }

  @Override
  public boolean isOwed(Account account, PendingLogin login) {
    return policy.requires(account) && !authenticators.protect(account.id());
  }

  @Override
  public Flow flow(PendingLogin login) {
    return Flow.of(FLOW, true).with(SecondFactorStage.types(addable(settings)));
  }

  @Override
  public void begin(Session session, Account account, PendingLogin login) {}

  /** The types that users can add and that logins ask for. */
  static Set<AuthenticatorType> addable(Settings settings) {
    return settings.get(MfaSettings.SUPPORTED_TYPES).stream()
        .filter(AuthenticatorType::protects)
        .collect(Collectors.toSet());
  }
}
