package dev.latchkey.mfa;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.flows.Notifications;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.OwnAccount;
import dev.latchkey.flows.Rejection;
import dev.latchkey.mail.MessageKind;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.settings.types.AuthenticatorType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Adds and removes factors, with all consequences for the account. */
@Shared
public class FactorChanges {

  private final OwnAccount ownAccount;
  private final Authenticators authenticators;
  private final FactorPolicy policy;
  private final RecoveryCodes recoveryCodes;
  private final Sessions sessions;
  private final Notifications notifications;
  private final Audit audit;

  @Inject
  public FactorChanges(
      OwnAccount ownAccount,
      Authenticators authenticators,
      FactorPolicy policy,
      RecoveryCodes recoveryCodes,
      Sessions sessions,
      Notifications notifications,
      Audit audit) {
    this.ownAccount = ownAccount;
    this.authenticators = authenticators;
    this.policy = policy;
    this.recoveryCodes = recoveryCodes;
    this.sessions = sessions;
    this.notifications = notifications;
    this.audit = audit;
  }

  /**
   * Adds a factor. With the first one, the account gets recovery codes if they are supported, and
   * logins that are pending in other sessions end: they would not ask for it. Call it in a
   * transaction, with the account locked.
   *
   * @param notification the message to the user
   */
  public Authenticator add(
      Account account, Authenticator added, Session session, MessageKind notification) {
    boolean isFirst = !authenticators.protect(account.id());
    Authenticator authenticator = authenticators.add(added);
    audit.record(AuditType.MFA_ADDED, account.id(), session.id(), added.type().text());
    recoveryCodes.provide(account, session.id());
    if (isFirst) {
      sessions.endPending(account, session);
    }
    notifications.send(notification, account);
    return authenticator;
  }

  /**
   * Removes the user's factor of a type, if there is one. Call it outside of a transaction.
   *
   * @return {@link Rejection.Conflict} if it is the last one and the account must have one
   */
  public Outcome<Session> remove(Session seen, AuthenticatorType type, MessageKind notification) {
    return ownAccount.change(
        seen,
        (account, session) -> {
          Optional<Authenticator> found = authenticators.find(account.id(), type);
          if (!mayRemove(account, found.stream().toList())) {
            return Outcome.rejected(new Rejection.Conflict());
          }
          found.ifPresent(a -> remove(account, a, session.id(), notification));
          return Outcome.done(session);
        });
  }

  /**
   * Whether the user may remove these factors: not the last ones of an account that must have one.
   * Call it in a transaction, with the account locked.
   */
  public boolean mayRemove(Account account, List<Authenticator> removed) {
    List<Long> ids = removed.stream().map(Authenticator::id).toList();
    boolean isLast =
        !ids.isEmpty()
            && authenticators.of(account.id()).stream()
                .noneMatch(a -> a.type().protects() && !ids.contains(a.id()));
    return !isLast || !policy.requires(account);
  }

  /**
   * Removes a factor. Recovery codes do not outlive the last other factor, nor does a login that
   * waits for it. Call it in a transaction, with the account locked.
   *
   * @param session the session in which it is removed; null if an administrator removes it
   */
  public void remove(
      Account account, Authenticator removed, @Nullable Long session, MessageKind notification) {
    remove(account, removed, session, Optional.of(notification));
  }

  private void remove(
      Account account,
      Authenticator removed,
      @Nullable Long session,
      Optional<MessageKind> notification) {
    if (!remove(account, removed, session)) {
      return;
    }
    if (!authenticators.protect(account.id())) {
      List<Authenticator> left = authenticators.of(account.id());
      left.forEach(codes -> remove(account, codes, session));
      sessions.endPending(account);
    }
    notification.ifPresent(kind -> notifications.send(kind, account));
  }

  /**
   * Removes all factors of an account. Call it in a transaction, with the account locked.
   *
   * @param session the session in which they are removed; null if an administrator removes them
   * @return how many there were
   */
  public int removeAll(Account account, @Nullable Long session) {
    List<Authenticator> all = authenticators.of(account.id());
    all.forEach(
        authenticator -> {
          boolean existed = remove(account, authenticator, session);
          if (existed) {
            removal(authenticator.type()).ifPresent(kind -> notifications.send(kind, account));
          }
        });
    if (!all.isEmpty()) {
      sessions.endPending(account);
    }
    return all.size();
  }

  /**
   * Removes one factor of an account for an administrator, with the consequences of a removal by
   * the user. Call it in a transaction, with the account locked.
   *
   * @param id the id of the factor
   * @return the type of the removed factor; empty if the account has none with this id
   */
  public Optional<AuthenticatorType> removeOne(Account account, long id) {
    Optional<Authenticator> found =
        authenticators.of(account.id()).stream().filter(a -> a.id() == id).findFirst();
    found.ifPresent(removed -> remove(account, removed, null, removal(removed.type())));
    return found.map(Authenticator::type);
  }

  private static Optional<MessageKind> removal(AuthenticatorType type) {
    return switch (type) {
      case TOTP -> Optional.of(MessageKind.TOTP_REMOVED);
      case WEBAUTHN -> Optional.of(MessageKind.PASSKEY_REMOVED);
      case RECOVERY_CODES -> Optional.empty();
    };
  }

  private boolean remove(Account account, Authenticator removed, @Nullable Long session) {
    boolean existed = authenticators.remove(removed);
    if (existed) {
      audit.record(AuditType.MFA_REMOVED, account.id(), session, removed.type().text());
    }
    return existed;
  }
}
