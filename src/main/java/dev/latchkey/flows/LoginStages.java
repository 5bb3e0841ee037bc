package dev.latchkey.flows;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.sessions.PendingLogin;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** The stages that logins go through, in their order. */
@Shared
public class LoginStages {

  private final List<LoginStage> inOrder;

  @Inject
  LoginStages() {
    this(List.of());
  }

  public LoginStages(List<LoginStage> inOrder) {
    this.inOrder = inOrder;
  }

  /** The first stage that the login still owes. */
  public Optional<LoginStage> owed(Account account, PendingLogin login) {
    return inOrder.stream().filter(stage -> stage.isOwed(account, login)).findFirst();
  }
}
