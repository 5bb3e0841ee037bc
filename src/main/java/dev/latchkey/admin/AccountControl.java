package dev.latchkey.admin;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.accounts.groups.Groups;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.flows.AccountErasure;
import dev.latchkey.mfa.trust.TrustedDevices;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.tokens.TokenSize;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Actions on accounts. Every action locks the account's row first, as a login does. So after a
 * concurrent login and deactivation, the session has either ended or never begun.
 *
 * <p>Each action returns whether the account exists.
 */
@Shared
public class AccountControl {

  private final Database database;
  private final Accounts accounts;
  private final Sessions sessions;
  private final TrustedDevices devices;
  private final AccountErasure erasure;
  private final TokenSize size;
  private final Administrators administrators;
  private final Audit audit;

  @Inject
  public AccountControl(
      Database database,
      Accounts accounts,
      Sessions sessions,
      TrustedDevices devices,
      AccountErasure erasure,
      TokenSize size,
      Administrators administrators,
      Audit audit) {
    this.database = database;
    this.accounts = accounts;
    this.sessions = sessions;
    this.devices = devices;
    this.erasure = erasure;
    this.size = size;
    this.administrators = administrators;
    this.audit = audit;
  }

  /**
   * Deactivates an account: it cannot log in, all its sessions end, with their tokens, and its
   * trusted devices are removed.
   *
   * @throws LastAdministrator if no administrator would remain
   */
  public boolean deactivate(long id, Admin admin) {
    return takingAway(
        id,
        account -> {
          accounts.setActive(account, false);
          sessions.endAll(account);
          devices.removeAll(account);
          audit.record(AuditType.ADMIN_DEACTIVATED_ACCOUNT, id, null, admin.asActor());
        });
  }

  /** Activates an account again; this does not restore its sessions. */
  public boolean activate(long id, Admin admin) {
    return onLocked(
        id,
        account -> {
          accounts.setActive(account, true);
          audit.record(AuditType.ADMIN_ACTIVATED_ACCOUNT, id, null, admin.asActor());
        });
  }

  /**
   * Deletes an account and everything that belongs to it, except audit events.
   *
   * @throws LastAdministrator if no administrator would remain
   */
  public boolean delete(long id, Admin admin) {
    return takingAway(
        id,
        account -> {
          erasure.erase(account);
          audit.record(AuditType.ADMIN_DELETED_ACCOUNT, id, null, admin.asActor());
        });
  }

  /**
   * Ends all sessions of an account, revokes all their tokens, and removes its trusted devices:
   * logins there are asked for a second factor again.
   */
  public boolean endSessions(long id, Admin admin) {
    return onLocked(
        id,
        account -> {
          accounts.setActive(
              account, account.isActive()); // voids a login that was about to complete
          int ended = sessions.endAll(account);
          devices.removeAll(account);
          audit.record(
              AuditType.ADMIN_ENDED_SESSIONS, id, null, admin.asActor(), "sessions=" + ended);
        });
  }

  /**
   * Assigns exactly these groups to an account.
   *
   * @throws TokenTooLong if its access tokens would be longer than before, and than what is
   *     accepted
   * @throws LastAdministrator if no administrator would remain
   */
  public boolean setGroups(long id, Set<String> groups, Admin admin) {
    return database.transaction(
        () -> {
          administrators.takeTurns();
          if (!groups.contains(Groups.ADMIN)) {
            administrators.requireAnotherThan(id);
          }
          return onMeasured(
              id,
              account -> {
                account.groups().retainAll(groups);
                account.groups().addAll(groups);
                String names = shortened(String.join(",", new TreeSet<>(groups)));
                audit.record(
                    AuditType.ADMIN_SET_GROUPS, id, null, admin.asActor(), "groups=" + names);
              });
        });
  }

  /**
   * Gives an account exactly these attributes. The audit event does not contain their values.
   *
   * @throws TokenTooLong if its access tokens would be longer than before, and than what is
   *     accepted
   */
  public boolean setAttributes(long id, Map<String, String> attributes, Admin admin) {
    return onMeasured(
        id,
        account -> {
          account.attributes().keySet().retainAll(attributes.keySet());
          account.attributes().putAll(attributes);
          String names = shortened(String.join(",", new TreeSet<>(attributes.keySet())));
          audit.record(
              AuditType.ADMIN_SET_ATTRIBUTES, id, null, admin.asActor(), "attributes=" + names);
        });
  }

  private boolean onMeasured(long id, Consumer<Account> change) {
    return onLocked(
        id,
        account -> {
          int before = size.of(account);
          change.accept(account);
          int after = size.of(account);
          if (after > TokenSize.MAX && after > before) {
            throw new TokenTooLong();
          }
        });
  }

  /** For what an account cannot administer after. */
  private boolean takingAway(long id, Consumer<Account> action) {
    return database.transaction(
        () -> {
          administrators.takeTurns();
          administrators.requireAnotherThan(id);
          return onLocked(id, action);
        });
  }

  private boolean onLocked(long id, Consumer<Account> action) {
    return database.transaction(
        () -> {
          Optional<Account> account = accounts.lockAny(id);
          account.ifPresent(action);
          return account.isPresent();
        });
  }

  private static String shortened(String names) {
    return names.length() <= 1500 ? names : names.substring(0, 1500) + "…";
  }
}
