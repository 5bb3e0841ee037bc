package dev.latchkey.flows.login;

import dev.latchkey.Shared;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** The flows for login with a password and, if enabled, with a code. */
@Shared
public class LoginFlows implements FlowSource {

  private final boolean byCode;

  @Inject
  public LoginFlows(Settings settings) {
    this.byCode = settings.get(AccountSettings.LOGIN_BY_CODE_ENABLED);
  }

  @Override
  public int order() {
    return 100;
  }

  @Override
  public List<Flow> flows(Optional<Session> session) {
    return byCode
        ? List.of(Flow.open("login"), Flow.open(LoginCodeStage.FLOW))
        : List.of(Flow.open("login"));
  }
}
