package dev.latchkey.admin;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.emails.AddressProof;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.signup.Registration;
import dev.latchkey.flows.signup.SignupRequest;
import dev.latchkey.texts.ErrorCodes;
import dev.latchkey.tokens.TokenSize;
import jakarta.inject.Inject;
import java.util.function.Consumer;

/** Creates accounts for other users. */
@Shared
public class AccountCreation {

  private final Registration registration;
  private final EmailAddresses addresses;
  private final TokenSize size;
  private final Audit audit;

  @Inject
  public AccountCreation(
      Registration registration, EmailAddresses addresses, TokenSize size, Audit audit) {
    this.registration = registration;
    this.addresses = addresses;
    this.size = size;
    this.audit = audit;
  }

  /**
   * Creates the account, without a session and without sending mail. Call it outside of a
   * transaction.
   *
   * @return its id
   */
  public Outcome<Long> create(NewAccount wanted, Admin admin) {
    return create(wanted, admin, account -> {});
  }

  /**
   * The same.
   *
   * @param then what to do with the new account, in the same transaction
   */
  Outcome<Long> create(NewAccount wanted, Admin admin, Consumer<Account> then) {
    SignupRequest request =
        new SignupRequest(
            wanted.email(), wanted.username(), wanted.password(), wanted.attributes());
    try {
      return registration.register(
          request,
          true,
          hash -> {
            Account account = registration.add(request, hash);
            add(wanted, account, admin);
            then.accept(account);
            return account.id();
          });
    } catch (TokenTooLong e) {
      String param = wanted.attributes().isEmpty() ? "groups" : "attributes";
      return Outcome.rejected(Problem.with(param, ErrorCodes.TOKEN_TOO_LONG, TokenSize.MAX));
    }
  }

  private void add(NewAccount wanted, Account account, Admin admin) {
    account.groups().addAll(wanted.groups());
    if (wanted.email() != null) {
      EmailAddress address = registration.addHeld(account, wanted.email());
      if (wanted.verified()) {
        addresses.verify(address, AddressProof.ADMINISTRATOR);
      }
    }
    if (size.of(account) > TokenSize.MAX) {
      throw new TokenTooLong();
    }
    audit.record(AuditType.ADMIN_CREATED_ACCOUNT, account.id(), null, admin.asActor());
  }
}
