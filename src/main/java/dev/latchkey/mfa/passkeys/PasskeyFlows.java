package dev.latchkey.mfa.passkeys;

import dev.latchkey.Shared;
import dev.latchkey.flows.login.Flow;
import dev.latchkey.flows.login.FlowSource;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.MfaSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** The flow for login with a passkey, if enabled. */
@Shared
public class PasskeyFlows implements FlowSource {

  private final boolean enabled;

  @Inject
  public PasskeyFlows(Settings settings) {
    this.enabled = settings.get(MfaSettings.PASSKEY_LOGIN_ENABLED);
  }

  @Override
  public int order() {
    return 150;
  }

  @Override
  public List<Flow> flows(Optional<Session> session) {
    return enabled ? List.of(Flow.open("mfa_login_webauthn")) : List.of();
  }
}
