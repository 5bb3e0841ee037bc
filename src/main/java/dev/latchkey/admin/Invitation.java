package dev.latchkey.admin;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.password.PasswordLinks;
import dev.latchkey.persistence.Database;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/** Mails users a link with which they set a password: for a new account, or for theirs. */
@Shared
public class Invitation {

  private final Database database;
  private final AccountCreation creation;
  private final Accounts accounts;
  private final EmailAddresses addresses;
  private final PasswordLinks links;
  private final Audit audit;

  @Inject
  public Invitation(
      Database database,
      AccountCreation creation,
      Accounts accounts,
      EmailAddresses addresses,
      PasswordLinks links,
      Audit audit) {
    this.database = database;
    this.creation = creation;
    this.accounts = accounts;
    this.addresses = addresses;
    this.links = links;
    this.audit = audit;
  }

  /**
   * Creates an account without a password and mails its address an invitation, in one transaction.
   * Call it outside of a transaction.
   *
   * @param wanted an account with an address, and without a password
   * @return its id; {@link Rejection.Limited}, and no account, if the address has had too many
   *     messages
   */
  public Outcome<Long> invite(NewAccount wanted, Admin admin) {
    try {
      return creation.create(wanted, admin, account -> mail(account, wanted, admin));
    } catch (NotMailed e) {
      return Outcome.rejected(new Rejection.Limited(e.wait));
    }
  }

  private void mail(Account account, NewAccount wanted, Admin admin) {
    Optional<Duration> wait = addresses.primaryOf(account).flatMap(links::send);
    if (wait.isPresent()) {
      throw new NotMailed(wait.get());
    }
    audit.record(
        AuditType.ADMIN_INVITED_ACCOUNT,
        account.id(),
        null,
        admin.asActor(),
        "email=" + wanted.email());
  }

  /**
   * Mails the user of an account a link to set a new password: an invitation if there is no
   * password yet.
   *
   * @return the address; a conflict if the account is inactive or no address opens it, {@link
   *     Rejection.Limited} if the address has had too many messages
   */
  public Outcome<String> sendReset(long id, Admin admin) {
    return database.transaction(
        () -> {
          Optional<Account> account = accounts.lockAny(id);
          if (account.isEmpty()) {
            return Outcome.rejected(new Rejection.Missing());
          }
          Optional<EmailAddress> address =
              account.filter(Account::isActive).flatMap(this::openingAddress);
          return address
              .map(to -> sendReset(to, admin))
              .orElseGet(() -> Outcome.rejected(new Rejection.Conflict()));
        });
  }

  private Outcome<String> sendReset(EmailAddress to, Admin admin) {
    Optional<Duration> wait = links.send(to);
    if (wait.isPresent()) {
      return Outcome.rejected(new Rejection.Limited(wait.get()));
    }
    audit.record(
        AuditType.ADMIN_SENT_RESET,
        to.account().id(),
        null,
        admin.asActor(),
        "email=" + to.email());
    return Outcome.done(to.email());
  }

  /** The primary address if it opens the account, else another one that does. */
  private Optional<EmailAddress> openingAddress(Account account) {
    return addresses
        .primaryOf(account)
        .filter(addresses::opens)
        .or(() -> addresses.of(account).stream().filter(addresses::opens).findFirst());
  }

  /** Rolls the transaction back: an account whose user knows nothing of it is of no use. */
  private static final class NotMailed extends RuntimeException {

    private final transient Duration wait;

    private NotMailed(Duration wait) {
      super("The recipient has had too many messages.", null, false, false);
      this.wait = wait;
    }
  }
}
