package dev.latchkey.mfa;

import dev.latchkey.Shared;
import dev.latchkey.flows.login.Flow;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.AuthenticatorType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a logged-in user can do if an endpoint requires a second factor. */
@Shared
public class StepUpFlows {

  private final Authenticators authenticators;
  private final Settings settings;

  @Inject
  public StepUpFlows(Authenticators authenticators, Settings settings) {
    this.authenticators = authenticators;
    this.settings = settings;
  }

  /**
   * The flows that help the owner of an account: to reauthenticate with a factor that the account
   * has, else to add one, with the types that suffice. Empty if none of these types is supported.
   *
   * @param passkey whether it must be a passkey or security key
   */
  public List<Flow> of(long account, boolean passkey) {
    Set<AuthenticatorType> had =
        authenticators.of(account).stream().map(Authenticator::type).collect(Collectors.toSet());
    Set<AuthenticatorType> addable = EnrollmentStage.addable(settings);
    if (passkey) {
      had.retainAll(Set.of(AuthenticatorType.WEBAUTHN));
      addable.retainAll(Set.of(AuthenticatorType.WEBAUTHN));
    }
    if (had.stream().anyMatch(AuthenticatorType::protects)) {
      return List.of(Flow.open(SecondFactorMethod.FLOW).with(SecondFactorStage.types(had)));
    }
    return addable.isEmpty()
        ? List.of()
        : List.of(Flow.open(EnrollmentStage.FLOW).with(SecondFactorStage.types(addable)));
  }
}
