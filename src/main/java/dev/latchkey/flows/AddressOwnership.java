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
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What it means for an account that an address is proven, or goes. Every flow that verifies an
 * address does it here.
 *
 * <p>Anyone can sign up with an address that is not theirs. So the first proof of an address makes
 * the account its prover's: what an earlier comer may have left behind to get back in ends with it.
 *
 * <ul>
 *   <li>A reset or a login code opens the account by the mailbox alone. It evicts: all sessions,
 *       tokens, pending logins and codes end, all other addresses and attributes such as {@code
 *       phone} go, mailed links are void, and the password is unusable unless this very step sets
 *       it.
 *   <li>A link opened outside of the account's sessions may come from the owner's second device, or
 *       from someone who never signed up. Password and sessions stay; other addresses, such
 *       attributes and mailed links go. It proves an address only while the account has no proven
 *       one, and makes nobody an administrator.
 *   <li>A code or link in a session of the account shows that one person has both; nothing has to
 *       end.
 * </ul>
 *
 * <p>Call it in a transaction, with the account locked.
 */
@Shared
public class AddressOwnership {

  /** Attributes by which messages about the account reach someone. */
  private static final Set<String> SECURITY_RELEVANT = Set.of("phone");

  private final Accounts accounts;
  private final EmailAddresses addresses;
  private final Sessions sessions;
  private final Notifications notifications;
  private final Audit audit;

  @Inject
  public AddressOwnership(
      Accounts accounts,
      EmailAddresses addresses,
      Sessions sessions,
      Notifications notifications,
      Audit audit) {
    this.accounts = accounts;
    this.addresses = addresses;
    this.sessions = sessions;
    this.notifications = notifications;
    this.audit = audit;
  }

  /**
   * Whether this proof would count: by a link from elsewhere only while the account has no proven
   * address.
   */
  public boolean mayProve(EmailAddress address, AddressProof how) {
    return (how.isOwners() || !addresses.hasVerified(address.account()))
        && !addresses.isVerifiedElsewhere(address.email(), address.account());
  }

  /**
   * Takes an address as proven, with all that follows. An address that was proven by a weaker way
   * counts as proven this way from now on.
   *
   * @param session the session in which it was proven, for the audit trail; may be null
   * @return false, and nothing done, where it does not count or another account has proven the
   *     address before
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

  /** Removes an address from its account, and voids the codes that were sent to it. */
  public void drop(EmailAddress address, @Nullable Long session) {
    sessions.forgetCodes(address.account(), address.email());
    addresses.remove(address);
    audit.record(AuditType.EMAIL_REMOVED, address.account().id(), session, address.email());
  }

  /** Removes what an account claims in vain. */
  public void dropClaims(Account account) {
    addresses.claimsOf(account).forEach(claim -> dropClaim(account, claim.email()));
  }

  /** Removes one such claim, and voids the codes that are awaited for it. */
  public boolean dropClaim(Account account, String email) {
    sessions.forgetCodes(account, EmailAddress.key(email));
    return addresses.removeClaim(account, email);
  }

  /**
   * Where the address was proven by a link alone, the owner of the mailbox may never have had the
   * account.
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
      accounts.beginEpoch(account.id()); // voids the links that were mailed
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
