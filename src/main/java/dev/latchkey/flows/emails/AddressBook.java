package dev.latchkey.flows.emails;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.emails.AddressClaim;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.flows.AddressOwnership;
import dev.latchkey.flows.Notifications;
import dev.latchkey.mail.MessageKind;
import dev.latchkey.persistence.TransactionRace;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.EmailVerification;
import dev.latchkey.settings.types.LoginMethod;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules by which an account's list of addresses changes. Call it in a transaction. */
@Shared
public class AddressBook {

  private final EmailAddresses addresses;
  private final AddressOwnership ownership;
  private final Notifications notifications;
  private final Audit audit;
  private final Optional<Integer> most;
  private final boolean onlyOne;
  private final boolean needsOne;
  private final List<AddressRule> rules;

  @Inject
  AddressBook(
      EmailAddresses addresses,
      AddressOwnership ownership,
      Notifications notifications,
      Audit audit,
      Settings settings,
      @Any Instance<AddressRule> rules) {
    this(addresses, ownership, notifications, audit, settings, rules.stream().toList());
  }

  public AddressBook(
      EmailAddresses addresses,
      AddressOwnership ownership,
      Notifications notifications,
      Audit audit,
      Settings settings,
      Collection<AddressRule> rules) {
    this.rules = List.copyOf(rules);
    this.addresses = addresses;
    this.ownership = ownership;
    this.notifications = notifications;
    this.audit = audit;
    this.onlyOne = settings.get(AccountSettings.CHANGE_EMAIL);
    this.needsOne =
        settings.get(AccountSettings.LOGIN_METHODS).equals(Set.of(LoginMethod.EMAIL))
            || settings.get(AccountSettings.EMAIL_VERIFICATION) == EmailVerification.MANDATORY;
    this.most = onlyOne ? Optional.empty() : settings.get(AccountSettings.MAX_EMAIL_ADDRESSES);
  }

  /**
   * The addresses of an account as it sees them, in the order in which they were added. An address
   * that another account has verified looks like an unverified one.
   */
  List<ListedAddress> list(Account account) {
    List<EmailAddress> rows = addresses.of(account);
    List<AddressClaim> claims = addresses.claimsOf(account);
    boolean hasPrimary = rows.stream().anyMatch(EmailAddress::isPrimary);
    List<ListedAddress> all = new ArrayList<>(rows.stream().map(ListedAddress::of).toList());
    for (int i = 0; i < claims.size(); i++) {
      AddressClaim claim = claims.get(i);
      all.add(new ListedAddress(claim.email(), false, !hasPrimary && i == 0, claim.created()));
    }
    all.sort(Comparator.comparing(ListedAddress::created));
    return List.copyOf(all);
  }

  /**
   * The maximum number of addresses, if this account has reached it; empty otherwise. A replacement
   * is always possible.
   */
  Optional<Integer> full(Account account) {
    return most.filter(n -> list(account).size() >= n);
  }

  /** Whether an account may have an address that is not verified yet. */
  boolean allowsUnverified(Account account) {
    return rules.stream().allMatch(rule -> rule.allowsUnverified(account));
  }

  /** Whether an account must keep one address: users log in with it, or must have verified one. */
  boolean needsOne() {
    return needsOne;
  }

  /** Records a new address, and notifies the owner. */
  void tellOfNew(Account account, String email, Long session) {
    audit.record(AuditType.EMAIL_ADDED, account.id(), session, email);
    notifications.send(MessageKind.EMAIL_ADDED, account, email);
  }

  /** Removes an address or an account's claim to one, and notifies the owner. */
  void remove(Account account, String email, Long session) {
    Optional<EmailAddress> row = addresses.find(account, email);
    if (row.isPresent()) {
      ownership.drop(row.get(), session);
      notifications.send(MessageKind.EMAIL_REMOVED, account, row.get(), email);
    } else {
      ownership.dropClaim(account, email);
      audit.record(AuditType.EMAIL_REMOVED, account.id(), session, email);
      notifications.send(MessageKind.EMAIL_REMOVED, account, email);
    }
  }

  /** Makes a verified address, or the first one, the primary one, and notifies the previous one. */
  void makePrimary(EmailAddress address, @Nullable Long session) {
    Account account = address.account();
    Optional<EmailAddress> before =
        addresses.primaryOf(account).filter(b -> !b.id().equals(address.id()));
    addresses.makePrimary(address);
    audit.record(AuditType.EMAIL_MADE_PRIMARY, account.id(), session, address.email());
    before.ifPresent(
        b -> notifications.send(MessageKind.EMAIL_CHANGED, account, b, address.email()));
  }

  /**
   * Adds an unverified address. If an account may have only one, it replaces another unverified
   * one.
   *
   * @return empty if another account has verified it: then there is no row, and only this account
   *     sees it in its list
   */
  Optional<EmailAddress> add(Account account, String email, @Nullable Long session) {
    if (onlyOne) {
      list(account).stream().filter(a -> !a.primary()).forEach(a -> drop(account, a, session));
    }
    if (addresses.isVerifiedElsewhere(email, account)) {
      addresses.claim(account, email);
      return Optional.empty();
    }
    return Optional.of(addRow(account, email));
  }

  private EmailAddress addRow(Account account, String email) {
    // A claim can look primary. Then a new row must not be primary, or it would reveal the claim.
    boolean primary =
        list(account).stream()
            .filter(ListedAddress::primary)
            .allMatch(a -> a.email().equals(EmailAddress.key(email)));
    addresses.removeClaim(account, email);
    return addresses.add(account, email, primary);
  }

  private void drop(Account account, ListedAddress address, @Nullable Long session) {
    addresses
        .find(account, address.email())
        .ifPresentOrElse(
            e -> ownership.drop(e, session), () -> ownership.dropClaim(account, address.email()));
  }

  /**
   * The row of an address that a code has just verified, and that no other account has verified.
   *
   * @param correction whether it corrects an unverified address of a sign-up
   */
  EmailAddress rowFor(Account account, String email, boolean correction, @Nullable Long session) {
    Optional<EmailAddress> known = addresses.find(account, email);
    if (known.isPresent()) {
      return known.get();
    }
    if (correction) {
      addresses.of(account).stream()
          .filter(e -> !e.isVerified())
          .forEach(e -> ownership.drop(e, session));
      ownership.dropClaims(account);
    }
    return add(account, email, session).orElseThrow(TransactionRace::new);
  }

  /**
   * Completes a verification. The address becomes primary if the account has no primary one. If an
   * account may have only one address, it becomes primary and replaces the others.
   */
  void settle(EmailAddress verified, @Nullable Long session) {
    Account account = verified.account();
    if (!verified.isPrimary()
        && (onlyOne || list(account).stream().noneMatch(ListedAddress::primary))) {
      makePrimary(verified, session);
    }
    if (onlyOne) {
      addresses.of(account).stream()
          .filter(e -> !e.id().equals(verified.id()))
          .forEach(e -> ownership.drop(e, session));
      ownership.dropClaims(account);
    }
  }
}
