package dev.latchkey.mfa.trust;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.mfa.FactorExemption;
import dev.latchkey.request.RequestContext;
import dev.latchkey.sessions.PendingLogin;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.TrustSettings;
import jakarta.inject.Inject;
import java.util.Optional;

/** Logins in a device that the account trusts are not asked for a second factor. */
@Shared
public class TrustedLogins implements FactorExemption {

  private final TrustedDevices devices;
  private final Audit audit;
  private final boolean enabled;

  @Inject
  public TrustedLogins(TrustedDevices devices, Audit audit, Settings settings) {
    this.devices = devices;
    this.audit = audit;
    this.enabled = settings.get(TrustSettings.ENABLED);
  }

  /** {@inheritDoc} Records the use of the device, once for each login. */
  @Override
  public boolean covers(Account account, PendingLogin login) {
    if (!enabled || RequestContext.current().deviceTokens().isEmpty()) {
      return false;
    }
    Optional<TrustedDevice> device = devices.current(account);
    device
        .filter(trusted -> devices.use(trusted, login.since()))
        .ifPresent(
            trusted ->
                audit.record(
                    AuditType.TRUSTED_DEVICE_USED, account.id(), null, "device=" + trusted.id()));
    return device.isPresent();
  }
}
