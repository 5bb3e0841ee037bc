package dev.latchkey.mfa.trust;

import dev.latchkey.Shared;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.flows.Attempts;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.OwnAccount;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.login.AuthenticationMethods;
import dev.latchkey.jose.TokenCarrier;
import dev.latchkey.mfa.Authenticators;
import dev.latchkey.persistence.Database;
import dev.latchkey.request.DeviceTokens;
import dev.latchkey.request.RequestContext;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.TrustSettings;
import dev.latchkey.throttle.Action;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;

/** Trusts apps. An app asks by itself, after a login or a reauthentication with a second factor. */
@Shared
public class AppTrust {

  private final Database database;
  private final Attempts attempts;
  private final OwnAccount ownAccount;
  private final Authenticators authenticators;
  private final TrustedDevices devices;
  private final Audit audit;
  private final boolean enabled;
  private final Duration freshFor;

  @Inject
  public AppTrust(
      Database database,
      Attempts attempts,
      OwnAccount ownAccount,
      Authenticators authenticators,
      TrustedDevices devices,
      Audit audit,
      Settings settings) {
    this.database = database;
    this.attempts = attempts;
    this.ownAccount = ownAccount;
    this.authenticators = authenticators;
    this.devices = devices;
    this.audit = audit;
    this.enabled = settings.get(TrustSettings.ENABLED);
    this.freshFor = settings.get(AccountSettings.REAUTHENTICATION_TIMEOUT);
  }

  /**
   * Whether the client of this request and session may ask to be trusted: an app whose user has
   * shown a second factor in this session within {@code ACCOUNT_REAUTHENTICATION_TIMEOUT}.
   */
  public boolean mayAsk(Session session) {
    Instant since = database.now().minus(freshFor);
    return enabled
        && RequestContext.current().carrier() == TokenCarrier.HEADER
        && session.isAuthenticated()
        && session.state().methods().stream()
            .anyMatch(p -> p.method().equals(AuthenticationMethods.MFA) && p.at().isAfter(since));
  }

  /**
   * Trusts the app that makes this request. Call it outside of transactions.
   *
   * @return the token for the app to store; {@link Rejection.Conflict} if the account no longer has
   *     a second factor
   */
  public Outcome<DeviceTokens> trust(Session seen) {
    return attempts.by(
        Action.MANAGE_MFA,
        seen.owner(),
        () ->
            ownAccount.change(
                seen,
                (account, session) -> {
                  if (!authenticators.protect(account.id())) {
                    return Outcome.rejected(new Rejection.Conflict());
                  }
                  audit.record(AuditType.DEVICE_TRUSTED, account.id(), session.id(), "app");
                  return Outcome.done(devices.add(account));
                }));
  }
}
