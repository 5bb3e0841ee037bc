package dev.latchkey.flows.password;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.flows.Notifications;
import dev.latchkey.mail.MessageKind;
import dev.latchkey.sessions.Sessions;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Replaces the password of an account, and ends the sessions of the old one. Call it in a
 * transaction.
 */
@Shared
public class PasswordReplacement {

  private final Accounts accounts;
  private final Sessions sessions;
  private final Notifications notifications;
  private final Audit audit;

  @Inject
  public PasswordReplacement(
      Accounts accounts, Sessions sessions, Notifications notifications, Audit audit) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.notifications = notifications;
    this.audit = audit;
  }

  /**
   * Changes a password, or sets the first one.
   *
   * @param before the account at the time when its password was verified
   * @param session the session in which the password is changed
   * @return the changed account; empty, without an effect, if it has changed in the meantime
   */
  Optional<Account> change(Account before, String newHash, Long session) {
    Optional<Account> changed = accounts.replacePassword(before, newHash);
    changed.ifPresent(
        account -> {
          sessions.endAll(account);
          audit.record(AuditType.PASSWORD_CHANGED, account.id(), session);
          notifications.send(
              before.hasUsablePassword() ? MessageKind.PASSWORD_CHANGED : MessageKind.PASSWORD_SET,
              account);
        });
    return changed;
  }

  /**
   * Sets a password that replaces a forgotten one.
   *
   * @param epoch the epoch of the account for which the reset was allowed
   * @param proof verifies the address by which the reset was allowed, before the user is notified
   * @return the changed account; empty, without an effect, if its epoch has changed
   */
  Optional<Account> reset(long id, long epoch, String newHash, Consumer<Account> proof) {
    Optional<Account> changed = accounts.beginEpoch(id, epoch, newHash);
    changed.ifPresent(
        account -> {
          sessions.endAll(account);
          proof.accept(account);
          audit.record(AuditType.PASSWORD_RESET, account.id(), null);
          notifications.send(MessageKind.PASSWORD_RESET, account);
        });
    return changed;
  }
}
