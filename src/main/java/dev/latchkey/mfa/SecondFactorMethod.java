package dev.latchkey.mfa;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.flows.login.Flow;
import dev.latchkey.flows.login.ReauthenticationMethod;
import jakarta.inject.Inject;

/** Reauthentication with a second factor. */
@Shared
public class SecondFactorMethod implements ReauthenticationMethod {

  static final String FLOW = "mfa_reauthenticate";

  private final Authenticators authenticators;
  private final SecondFactorStage stage;

  @Inject
  public SecondFactorMethod(Authenticators authenticators, SecondFactorStage stage) {
    this.authenticators = authenticators;
    this.stage = stage;
  }

  @Override
  public int order() {
    return 200;
  }

  @Override
  public Flow flow(Account account) {
    return Flow.open(FLOW).with(stage.types(account.id()));
  }

  @Override
  public boolean isOpenTo(Account account) {
    return authenticators.protect(account.id());
  }
}
