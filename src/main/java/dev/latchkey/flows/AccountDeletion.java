package dev.latchkey.flows;

import dev.latchkey.Shared;
import dev.latchkey.accounts.groups.Groups;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.mail.MessageKind;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;

/** Deletes the user's own account. */
@Shared
public class AccountDeletion {

  private final OwnAccount ownAccount;
  private final Groups groups;
  private final Notifications notifications;
  private final AccountErasure erasure;
  private final Audit audit;
  private final boolean allowed;

  @Inject
  public AccountDeletion(
      OwnAccount ownAccount,
      Groups groups,
      Notifications notifications,
      AccountErasure erasure,
      Audit audit,
      Settings settings) {
    this.ownAccount = ownAccount;
    this.groups = groups;
    this.notifications = notifications;
    this.erasure = erasure;
    this.audit = audit;
    this.allowed = settings.get(AccountSettings.DELETION);
  }

  /** Whether users can delete their own accounts. */
  public boolean isAllowed() {
    return allowed;
  }

  /**
   * Deletes the account of a session, which has recently been authenticated, and notifies its user.
   *
   * @return {@link Rejection.Missing} if users cannot do that; {@link Rejection.Conflict} for an
   *     administrator: if it were the last one, nobody could administer
   */
  public Outcome<Boolean> delete(Session seen) {
    if (!allowed) {
      return Outcome.rejected(new Rejection.Missing());
    }
    return ownAccount.change(
        seen,
        (account, session) -> {
          if (groups.of(account).contains(Groups.ADMIN)) {
            return Outcome.rejected(new Rejection.Conflict());
          }
          notifications.send(MessageKind.ACCOUNT_DELETED, account);
          erasure.erase(account);
          audit.record(AuditType.ACCOUNT_DELETED, account.id(), session.id());
          return Outcome.done(true);
        });
  }
}
