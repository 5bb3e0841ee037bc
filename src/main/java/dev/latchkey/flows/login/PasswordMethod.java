package dev.latchkey.flows.login;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;

/** Reauthentication with the password. */
@Shared
public class PasswordMethod implements ReauthenticationMethod {

  @Override
  public int order() {
    return 100;
  }

  @Override
  public Flow flow(Account account) {
    return Flow.open("reauthenticate");
  }

  @Override
  public boolean isOpenTo(Account account) {
    return account.hasUsablePassword();
  }
}
