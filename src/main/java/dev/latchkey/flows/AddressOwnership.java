package dev.latchkey.flows;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.accounts.emails.AddressProof;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.mail.MessageKind;
import dev.latchkey.sessions.Sessions;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies and removes addresses, with all consequences for the account. Every flow that verifies
 * an address uses this class.
 *
 * <p>Anyone can sign up with an address that is not theirs. So the first user who verifies an
 * address owns the account from then on. The verification ends every other way into the account
 * that an earlier user may have left.
 *
 * <ul>
 *   <li>A reset or a login code opens the account by the mailbox alone. It evicts other users: it
 *       ends all sessions, tokens, pending logins and codes, removes all other addresses and
 *       attributes such as {@code phone} and second factors, invalidates mailed links, and makes
 *       the password unusable unless the same step sets it.
 *   <li>A link may be opened outside of the account's sessions by the owner on a second device, or
 *       by a user who never signed up. Password and sessions remain; other addresses, such
 *       attributes and mailed links are removed. It verifies an address only while the account has
 *       no verified one, and does not make the user an administrator.
 *   <li>A code or link in a session of the account shows that the same user has both; nothing ends.
 * </ul>
 *
 * <p>Call it in a transaction, with the account locked.
 */
@Shared
public class AddressOwnership {

  /** Attributes to which messages about the account are sent. */
  private static final Set<String> SECURITY_RELEVANT = Set.of("phone");

  private final Accounts accounts;
  private final EmailAddresses addresses;
  private final Sessions sessions;
  private final Notifications notifications;
  private final Audit audit;
  private final List<WayIn> waysIn;

  @Inject
  AddressOwnership(
      Accounts accounts,
      EmailAddresses addresses,
      Sessions sessions,
      Notifications notifications,
      Audit audit,
      @Any Instance<WayIn> waysIn) {
    this(accounts, addresses, sessions, notifications, audit, waysIn.stream().toList());
  }

  public AddressOwnership(
      Accounts accounts,
      EmailAddresses addresses,
      Sessions sessions,
      Notifications notifications,
      Audit audit,
      Collection<WayIn> waysIn) {
    this.waysIn = List.copyOf(waysIn);
    this.accounts = accounts;
    this.addresses = addresses;
    this.sessions = sessions;
    this.notifications = notifications;
    this.audit = audit;
  }

  /**
   * Whether this kind of proof can verify the address. A link from outside of the account's
   * sessions can only while the account has no verified address.
   */
  public boolean mayProve(EmailAddress address, AddressProof how) {
    return (how.isOwners() || !addresses.hasVerified(address.account()))
        && !addresses.isVerifiedElsewhere(address.email(), address.account());
  }

  /**
   * Verifies an address, with all consequences. If the address was verified in a weaker way, the
   * stronger one replaces it.
   *
   * @param session the session in which it was verified, for the audit trail; may be null
   * @return false, without an effect, if this kind of proof does not suffice or another account has
   *     verified the address before
   */
  public boolean prove(EmailAddress address, AddressProof how, @Nullable Long session) {
    if (address.isVerified()) {
      strengthen(address, how, session);
      return true;
    }
    boolean isFirst = !addresses.hasVerified(address.account());
    if (!mayProve(address, how) || !addresses.verify(address, how)) {
      return false;
    }
    audit.record(AuditType.EMAIL_VERIFIED, address.account().id(), session, address.email());
    if (isFirst) {
      begin(address, how, session);
    }
    return true;
  }

  /** Removes an address from its account, and invalidates the codes that were sent to it. */
  public void drop(EmailAddress address, @Nullable Long session) {
    sessions.forgetCodes(address.account(), address.email());
    addresses.remove(address);
    audit.record(AuditType.EMAIL_REMOVED, address.account().id(), session, address.email());
  }

  /** Removes the account's claims to addresses that other accounts have verified. */
  public void dropClaims(Account account) {
    addresses.claimsOf(account).forEach(claim -> dropClaim(account, claim.email()));
  }

  /** Removes one such claim, and invalidates the codes that were sent for it. */
  public boolean dropClaim(Account account, String email) {
    sessions.forgetCodes(account, EmailAddress.key(email));
    return addresses.removeClaim(account, email);
  }

  /**
   * If only a link verified the address, the owner of the mailbox may never have used the account.
   */
  private void strengthen(EmailAddress address, AddressProof how, @Nullable Long session) {
    boolean wasOwners = address.proof().filter(AddressProof::isOwners).isPresent();
    if (wasOwners || !how.isOwners()) {
      return;
    }
    addresses.verify(address, how);
    if (how.replacesPassword()) {
      begin(address, how, session);
    }
  }

  private void begin(EmailAddress address, AddressProof how, @Nullable Long session) {
    Account account = address.account();
    if (how.replacesPassword()) {
      sessions.endAll(account);
      waysIn.forEach(way -> way.close(account, session));
    }
    if (how == AddressProof.LOGIN_CODE) {
      accounts.suspendPassword(account);
    }
    if (how.replacesPassword() || !how.isOwners()) {
      others(address).forEach(e -> evict(e, address, session));
      dropClaims(account);
      account.attributes().keySet().removeAll(SECURITY_RELEVANT);
      addresses.makePrimary(address);
    }
    if (!how.isOwners()) {
      accounts.beginEpoch(account.id()); // invalidates mailed links
    }
  }

  private List<EmailAddress> others(EmailAddress address) {
    return addresses.of(address.account()).stream()
        .filter(e -> !e.id().equals(address.id()))
        .toList();
  }

  private void evict(EmailAddress other, EmailAddress proven, @Nullable Long session) {
    if (other.isVerified()) {
      notifications.send(MessageKind.EMAIL_REMOVED, proven.account(), other, other.email());
    }
    drop(other, session);
  }
}
