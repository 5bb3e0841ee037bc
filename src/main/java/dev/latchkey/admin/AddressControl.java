package dev.latchkey.admin;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.accounts.emails.AddressProof;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.flows.AddressOwnership;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Rejection;
import dev.latchkey.persistence.Database;
import dev.latchkey.texts.ErrorCodes;
import jakarta.inject.Inject;
import java.util.Optional;

/** Marks addresses as verified, for users whom an administrator knows. */
@Shared
public class AddressControl {

  private final Database database;
  private final Accounts accounts;
  private final EmailAddresses addresses;
  private final AddressOwnership ownership;
  private final Audit audit;

  @Inject
  public AddressControl(
      Database database,
      Accounts accounts,
      EmailAddresses addresses,
      AddressOwnership ownership,
      Audit audit) {
    this.database = database;
    this.accounts = accounts;
    this.addresses = addresses;
    this.ownership = ownership;
    this.audit = audit;
  }

  /**
   * Verifies an address of an account; without an effect if it is verified already.
   *
   * @return a conflict if another account has verified it, a problem if it is not one of the
   *     account's addresses, {@link Rejection.Missing} if there is no such account
   */
  public Outcome<Long> verify(long id, String email, Admin admin) {
    return database.transaction(
        () -> {
          Optional<Account> account = accounts.lockAny(id);
          return account.isEmpty()
              ? Outcome.rejected(new Rejection.Missing())
              : verify(account.get(), email, admin);
        });
  }

  private Outcome<Long> verify(Account account, String email, Admin admin) {
    if (addresses.isVerifiedElsewhere(email, account)) {
      return Outcome.rejected(new Rejection.Conflict());
    }
    Optional<EmailAddress> address = addresses.find(account, email);
    if (address.isEmpty()) {
      return Outcome.rejected(Problem.with("email", ErrorCodes.INVALID_CHOICE));
    }
    if (!ownership.prove(address.get(), AddressProof.ADMINISTRATOR, null)) {
      return Outcome.rejected(new Rejection.Conflict());
    }
    audit.record(
        AuditType.ADMIN_VERIFIED_EMAIL,
        account.id(),
        null,
        admin.asActor(),
        "email=" + address.get().email());
    return Outcome.done(account.id());
  }
}
