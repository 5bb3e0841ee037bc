package dev.latchkey.mfa.trust;

import dev.latchkey.Shared;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.flows.login.LoginStages;
import dev.latchkey.flows.login.PendingLogins;
import dev.latchkey.persistence.Database;
import dev.latchkey.request.DeviceTokens;
import dev.latchkey.sessions.Session;
import jakarta.inject.Inject;
import java.util.Optional;

/** Completes the stage of a login that asks whether to trust the browser. */
@Shared
public class BrowserTrust {

  /**
   * The decision.
   *
   * @param tokens what the browser stores; none if it is not trusted
   */
  public record Decided(LoginOutcome login, DeviceTokens tokens) {}

  private final Database database;
  private final LoginStages stages;
  private final PendingLogins pendingLogins;
  private final TrustedDevices devices;
  private final Audit audit;

  @Inject
  public BrowserTrust(
      Database database,
      LoginStages stages,
      PendingLogins pendingLogins,
      TrustedDevices devices,
      Audit audit) {
    this.database = database;
    this.stages = stages;
    this.pendingLogins = pendingLogins;
    this.devices = devices;
    this.audit = audit;
  }

  /** Whether a login of this session waits for the decision. */
  public boolean isAsked(Optional<Session> current) {
    return current.flatMap(session -> stages.pending(session, TrustStage.FLOW)).isPresent();
  }

  /**
   * Continues the login that waits for the decision. Call it outside of transactions.
   *
   * @return {@link Rejection.NotPending} if none waits
   */
  public Outcome<Decided> decide(boolean isTrusted, Optional<Session> current) {
    return database.transaction(
        () -> {
          DeviceTokens[] tokens = {DeviceTokens.NONE};
          Optional<LoginOutcome> login =
              pendingLogins.advance(
                  TrustStage.FLOW,
                  current,
                  (account, pending) -> {
                    if (isTrusted) {
                      tokens[0] = devices.add(account);
                      audit.record(AuditType.DEVICE_TRUSTED, account.id(), null, "browser");
                    }
                    return Optional.of(TrustStage.decided(pending));
                  });
          return Outcome.of(
              login.map(outcome -> new Decided(outcome, tokens[0])), new Rejection.NotPending());
        });
  }
}
