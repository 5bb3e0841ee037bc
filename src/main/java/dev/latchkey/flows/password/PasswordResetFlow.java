package dev.latchkey.flows.password;

import dev.latchkey.Shared;
import dev.latchkey.flows.Codes;
import dev.latchkey.flows.login.Flow;
import dev.latchkey.flows.login.FlowSource;
import dev.latchkey.sessions.CodePurpose;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** The flow for a password reset by code, if enabled. */
@Shared
public class PasswordResetFlow implements FlowSource {

  private static final String FLOW = "password_reset_by_code";

  private final Codes codes;
  private final boolean byCode;

  @Inject
  public PasswordResetFlow(Codes codes, Settings settings) {
    this.codes = codes;
    this.byCode = settings.get(AccountSettings.PASSWORD_RESET_BY_CODE_ENABLED);
  }

  @Override
  public int order() {
    return 300;
  }

  @Override
  public List<Flow> flows(Optional<Session> session) {
    if (!byCode) {
      return List.of();
    }
    boolean pending =
        session.flatMap(s -> codes.awaited(s, CodePurpose.PASSWORD_RESET)).isPresent();
    return List.of(Flow.of(FLOW, pending));
  }
}
