package dev.latchkey.admin;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.mfa.trust.TrustedDevice;
import dev.latchkey.mfa.trust.TrustedDevices;
import dev.latchkey.persistence.Database;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Lists and removes the trusted devices of accounts, for users who have lost one. */
@Shared
public class TrustedDeviceControl {

  private final Database database;
  private final Accounts accounts;
  private final TrustedDevices devices;
  private final Audit audit;

  @Inject
  public TrustedDeviceControl(
      Database database, Accounts accounts, TrustedDevices devices, Audit audit) {
    this.database = database;
    this.accounts = accounts;
    this.devices = devices;
    this.audit = audit;
  }

  /** The trusted devices of an account; empty if there is no such account. */
  public Optional<List<TrustedDevice>> list(long id, Admin admin) {
    return database.transaction(
        () -> {
          Optional<List<TrustedDevice>> list = accounts.find(id).map(devices::of);
          list.ifPresent(
              found ->
                  audit.record(AuditType.ADMIN_LISTED_TRUSTED_DEVICES, id, null, admin.asActor()));
          return list;
        });
  }

  /**
   * Removes all trusted devices of an account. Its sessions remain.
   *
   * @return whether the account exists
   */
  public boolean removeAll(long id, Admin admin) {
    return database.transaction(
        () ->
            accounts
                .lockAny(id)
                .map(
                    account -> {
                      int removed = devices.removeAll(account);
                      audit.record(
                          AuditType.ADMIN_REMOVED_TRUSTED_DEVICES,
                          id,
                          null,
                          admin.asActor(),
                          "devices=" + removed);
                      return true;
                    })
                .orElse(false));
  }
}
