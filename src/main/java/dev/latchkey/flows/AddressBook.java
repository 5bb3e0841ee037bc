package dev.latchkey.flows;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.emails.EmailAddress;
import dev.latchkey.emails.EmailAddresses;
import dev.latchkey.persistence.Database;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.EnumerationPrevention;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** The rules by which an account's list of addresses changes. Call it in a transaction. */
@Shared
public class AddressBook {

  private final Database database;
  private final EmailAddresses addresses;
  private final boolean onlyOne;
  private final boolean hidesAccounts;

  @Inject
  public AddressBook(Database database, EmailAddresses addresses, Settings settings) {
    this.database = database;
    this.addresses = addresses;
    this.onlyOne = settings.get(AccountSettings.CHANGE_EMAIL);
    this.hidesAccounts = settings.get(AccountSettings.PREVENT_ENUMERATION) != EnumerationPrevention.OFF;
  }

  /** Whether answers must not tell that an address belongs to another account. */
  boolean hidesAccounts() {
    return hidesAccounts;
  }

  /** Whether an account other than this one has the address, verified or not. */
  boolean isTaken(String email, Long accountId) {
    return addresses.candidates(email).stream().anyMatch(e -> !e.account().id().equals(accountId));
  }

  /** Adds an unverified address; with one address only, in the place of another unverified one. */
  EmailAddress add(Account account, String email) {
    if (onlyOne) {
      addresses.of(account).stream().filter(e -> !e.isPrimary()).forEach(addresses::remove);
      database.entities().flush();
    }
    boolean owner = !addresses.isKnown(email);
    return addresses.add(
        new EmailAddress(account, email, owner, addresses.primaryOf(account).isEmpty(), database.now()));
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
      List<EmailAddress> mistaken = addresses.of(account).stream().filter(e -> !e.isVerified()).toList();
      mistaken.forEach(addresses::remove);
      database.entities().flush();
    }
    return add(account, email);
  }

  /** Once an address is verified: where there is but one, it is the one from now on. */
  void settle(EmailAddress verified) {
    Account account = verified.account();
    Optional<EmailAddress> primary = addresses.primaryOf(account);
    boolean takesOver = primary.isEmpty() || onlyOne;
    if (takesOver) {
      addresses.makePrimary(verified);
    }
    if (onlyOne) {
      addresses.of(account).stream().filter(e -> !e.id().equals(verified.id())).forEach(addresses::remove);
    }
  }
}
