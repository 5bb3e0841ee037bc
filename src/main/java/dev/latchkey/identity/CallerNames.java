package dev.latchkey.identity;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.sessions.SignedIn;
import jakarta.inject.Inject;

/** What the container calls the owner of an account. */
@Shared
public class CallerNames {

  private final EmailAddresses addresses;

  @Inject
  public CallerNames(EmailAddresses addresses) {
    this.addresses = addresses;
  }

  /** The user name, else the primary address, else the id. */
  String of(Account account) {
    if (account.username() != null) {
      return account.username();
    }
    return addresses
        .primaryOf(account)
        .map(EmailAddress::email)
        .orElseGet(() -> account.id().toString());
  }

  /** The same of somebody whose address is known already. */
  static String of(SignedIn session) {
    return session
        .username()
        .or(session::email)
        .orElseGet(() -> Long.toString(session.accountId()));
  }
}
