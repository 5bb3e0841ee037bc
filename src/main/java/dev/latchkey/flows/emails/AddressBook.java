package dev.latchkey.flows.emails;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.flows.Notifications;
import dev.latchkey.mail.MailKind;
import dev.latchkey.persistence.Database;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** The rules by which an account's list of addresses changes. Call it in a transaction. */
@Shared
public class AddressBook {

  private final Database database;
  private final EmailAddresses addresses;
  private final Notifications notifications;
  private final Audit audit;
  private final Optional<Integer> most;
  private final boolean onlyOne;

  @Inject
  public AddressBook(
      Database database,
      EmailAddresses addresses,
      Notifications notifications,
      Audit audit,
      Settings settings) {
    this.database = database;
    this.addresses = addresses;
    this.notifications = notifications;
    this.audit = audit;
    this.onlyOne = settings.get(AccountSettings.CHANGE_EMAIL);
    this.most = onlyOne ? Optional.empty() : settings.get(AccountSettings.MAX_EMAIL_ADDRESSES);
  }

  /** Whether an account other than this one has the address, verified or not. */
  boolean isTaken(String email, Long accountId) {
    return addresses.candidates(email).stream().anyMatch(e -> !e.account().id().equals(accountId));
  }

  /**
   * How many addresses an account may have, where this one has that many; a replacement always
   * finds room.
   */
  Optional<Integer> full(Account account) {
    return most.filter(n -> addresses.of(account).size() >= n);
  }

  /** Makes a verified address, or the first one, the primary one; the one before is told. */
  void makePrimary(EmailAddress address, Long session) {
    Account account = address.account();
    Optional<EmailAddress> before =
        addresses.primaryOf(account).filter(b -> !b.id().equals(address.id()));
    addresses.makePrimary(address);
    audit.record(AuditType.EMAIL_MADE_PRIMARY, account.id(), session, address.email());
    before.ifPresent(b -> notifications.send(MailKind.EMAIL_CHANGED, account, b, address.email()));
  }

  /** Adds an unverified address; with one address only, in the place of another unverified one. */
  EmailAddress add(Account account, String email) {
    if (onlyOne) {
      addresses.of(account).stream().filter(e -> !e.isPrimary()).forEach(addresses::remove);
      database.entities().flush();
    }
    boolean owner = !addresses.isKnown(email);
    return addresses.add(
        new EmailAddress(
            account, email, owner, addresses.primaryOf(account).isEmpty(), database.now()));
  }

  /**
   * The row of an address that has just been proven by code.
   *
   * @param correction whether it replaces an unverified one that a sign-up got wrong
   */
  EmailAddress rowFor(Account account, String email, boolean correction) {
    Optional<EmailAddress> known = addresses.find(account, email);
    if (known.isPresent()) {
      return known.get();
    }
    if (correction) {
      List<EmailAddress> mistaken =
          addresses.of(account).stream().filter(e -> !e.isVerified()).toList();
      mistaken.forEach(addresses::remove);
      database.entities().flush();
    }
    return add(account, email);
  }

  /** Once an address is verified: where there is but one, it is the one from now on. */
  void settle(EmailAddress verified, Long session) {
    Account account = verified.account();
    if (!verified.isPrimary() && (onlyOne || addresses.primaryOf(account).isEmpty())) {
      makePrimary(verified, session);
    }
    if (onlyOne) {
      addresses.of(account).stream()
          .filter(e -> !e.id().equals(verified.id()))
          .forEach(e -> replaced(e, session));
    }
  }

  private void replaced(EmailAddress address, Long session) {
    addresses.remove(address);
    audit.record(AuditType.EMAIL_REMOVED, address.account().id(), session, address.email());
  }
}
