package dev.latchkey.admin;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.mfa.Authenticator;
import dev.latchkey.mfa.Authenticators;
import dev.latchkey.mfa.FactorChanges;
import dev.latchkey.persistence.Database;
import dev.latchkey.settings.types.AuthenticatorType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Lists and removes the second factors of accounts, for users who have lost theirs. */
@Shared
public class AuthenticatorControl {

  private final Database database;
  private final Accounts accounts;
  private final Authenticators authenticators;
  private final FactorChanges changes;
  private final Audit audit;

  @Inject
  public AuthenticatorControl(
      Database database,
      Accounts accounts,
      Authenticators authenticators,
      FactorChanges changes,
      Audit audit) {
    this.database = database;
    this.accounts = accounts;
    this.authenticators = authenticators;
    this.changes = changes;
    this.audit = audit;
  }

  /** The second factors of an account; empty if there is no such account. */
  public Optional<List<Authenticator>> list(long id, Admin admin) {
    return database.transaction(
        () -> {
          Optional<List<Authenticator>> list =
              accounts.find(id).map(account -> authenticators.of(account.id()));
          list.ifPresent(
              found ->
                  audit.record(AuditType.ADMIN_LISTED_AUTHENTICATORS, id, null, admin.asActor()));
          return list;
        });
  }

  /**
   * Removes all second factors of an account, and ends logins that wait for one. Its sessions
   * remain.
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
                      int removed = changes.removeAll(account, null);
                      audit.record(
                          AuditType.ADMIN_REMOVED_AUTHENTICATORS,
                          id,
                          null,
                          admin.asActor(),
                          "authenticators=" + removed);
                      return true;
                    })
                .orElse(false));
  }

  /**
   * Removes one second factor of an account; if no other protects it, its recovery codes too, and
   * logins that wait for a factor end. Its sessions remain.
   *
   * @param authenticator the id of the factor
   * @return whether the account exists and has it
   */
  public boolean remove(long id, long authenticator, Admin admin) {
    return database.transaction(
        () -> {
          Optional<AuthenticatorType> removed =
              accounts.lockAny(id).flatMap(account -> changes.removeOne(account, authenticator));
          removed.ifPresent(
              type ->
                  audit.record(
                      AuditType.ADMIN_REMOVED_AUTHENTICATORS,
                      id,
                      null,
                      admin.asActor(),
                      "authenticator=" + authenticator + " type=" + type.text()));
          return removed.isPresent();
        });
  }
}
