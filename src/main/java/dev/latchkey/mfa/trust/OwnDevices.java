package dev.latchkey.mfa.trust;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.OwnAccount;
import dev.latchkey.flows.Problem;
import dev.latchkey.sessions.Session;
import dev.latchkey.texts.ErrorCodes;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;

/** Lists the trusted devices of a logged-in user, and removes selected ones. */
@Shared
public class OwnDevices {

  /** The name of the input with the ids. */
  public static final String FIELD = "trusted_devices";

  private final OwnAccount ownAccount;
  private final TrustedDevices devices;
  private final Audit audit;

  @Inject
  public OwnDevices(OwnAccount ownAccount, TrustedDevices devices, Audit audit) {
    this.ownAccount = ownAccount;
    this.devices = devices;
    this.audit = audit;
  }

  /** The devices that an account trusts, the oldest first. */
  public List<TrustedDevice> list(Account account) {
    return devices.of(account);
  }

  /**
   * Removes devices of the user: logins there are asked for a second factor again. Call it outside
   * of transactions.
   *
   * @return the remaining devices; rejected, without an effect, if one of the ids is not a device
   *     of the user
   */
  public Outcome<List<TrustedDevice>> remove(Session seen, Collection<Long> ids) {
    return ownAccount.change(
        seen,
        (account, session) -> {
          List<TrustedDevice> own = devices.of(account);
          if (!own.stream().map(TrustedDevice::id).toList().containsAll(ids)) {
            return Outcome.rejected(Problem.with(FIELD, ErrorCodes.INVALID_CHOICE));
          }
          own.stream()
              .filter(device -> ids.contains(device.id()))
              .filter(devices::remove)
              .forEach(device -> removed(device, session));
          return Outcome.done(own.stream().filter(device -> !ids.contains(device.id())).toList());
        });
  }

  private void removed(TrustedDevice device, Session session) {
    audit.record(
        AuditType.TRUSTED_DEVICE_REMOVED,
        device.accountId(),
        session.id(),
        "device=" + device.id());
  }
}
