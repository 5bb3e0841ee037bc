package dev.latchkey.accounts.emails;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.UsernameSyntax;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The name of an account that others see: {@code getName()} of its caller, the claim {@code upn},
 * {@code username} of introspection. It is unique and verified: the user name, else the primary
 * address if it is verified, else the id.
 *
 * <p>No two accounts have one name at the same time. A user name that could be read as an address
 * or an id does not count. A name can later belong to another account; an id cannot.
 */
@Shared
public class PrincipalNames {

  private final EmailAddresses addresses;

  @Inject
  public PrincipalNames(EmailAddresses addresses) {
    this.addresses = addresses;
  }

  /** The name of an account. Queries the database if there is no user name. */
  public String of(Account account) {
    return of(
        Optional.ofNullable(account.username()),
        () -> addresses.provenPrimaryOf(account),
        account.id());
  }

  /**
   * The name of an account from values that have been read.
   *
   * @param provenPrimary the primary address if it is verified
   */
  public static String of(
      Optional<String> username, Optional<String> provenPrimary, long accountId) {
    return of(username, () -> provenPrimary, accountId);
  }

  private static String of(
      Optional<String> username, Supplier<Optional<String>> provenPrimary, long accountId) {
    return username
        .filter(UsernameSyntax::isUnmistakable)
        .or(provenPrimary)
        .orElseGet(() -> Long.toString(accountId));
  }
}
