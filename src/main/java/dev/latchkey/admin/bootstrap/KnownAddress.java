package dev.latchkey.admin.bootstrap;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.accounts.emails.AddressProof;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.accounts.groups.Groups;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.flows.AddressOwnership;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Rejection;
import dev.latchkey.passwords.PasswordHashingBusy;
import dev.latchkey.passwords.Passwords;
import dev.latchkey.request.RequestContext;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.texts.ErrorCodes;
import dev.latchkey.throttle.Action;
import dev.latchkey.throttle.Attempt;
import dev.latchkey.throttle.Permit;
import dev.latchkey.throttle.RateLimiter;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An address that has an account when it is to become the first administrator's. Anyone may have
 * signed up with it, so the bootstrap token alone opens no account: its password is needed, too.
 */
@Shared
class KnownAddress {

  private static final Rejection UNPROVEN =
      Rejection.because(Problem.with("email", ErrorCodes.ACCOUNT_EXISTS));

  private final Accounts accounts;
  private final EmailAddresses addresses;
  private final AddressOwnership ownership;
  private final Sessions sessions;
  private final Passwords passwords;
  private final RateLimiter limiter;
  private final Audit audit;

  @Inject
  KnownAddress(
      Accounts accounts,
      EmailAddresses addresses,
      AddressOwnership ownership,
      Sessions sessions,
      Passwords passwords,
      RateLimiter limiter,
      Audit audit) {
    this.accounts = accounts;
    this.addresses = addresses;
    this.ownership = ownership;
    this.sessions = sessions;
    this.passwords = passwords;
    this.limiter = limiter;
    this.audit = audit;
  }

  /** The accounts that the address opens, with their passwords; usually none. */
  List<EmailAddress> rows(String email) {
    return addresses.candidates(email);
  }

  /**
   * Finds the account with this password. A wrong one is recorded, and counts as a failed login of
   * the accounts does. Call it outside of a transaction.
   *
   * @param rows {@link #rows} of an address; at least one
   * @return a problem with the address if no active account has the password
   */
  Outcome<EmailAddress> proven(List<EmailAddress> rows, String password) {
    for (EmailAddress row : rows) {
      Account account = row.account();
      Permit guess =
          limiter.acquire(
              Attempt.guess(
                  Action.AUTHENTICATION_FAILED,
                  RequestContext.current().address(),
                  account.id(),
                  row.email()));
      if (guess instanceof Permit.Denied denied) {
        return Outcome.rejected(new Rejection.Limited(denied.retryAfter()));
      }
      if (account.isActive() && matches(password, account, guess)) {
        limiter.giveBack(guess);
        return Outcome.done(row);
      }
      audit.record(AuditType.FIRST_ADMIN_REFUSED, account.id(), null, "password");
    }
    return Outcome.rejected(UNPROVEN);
  }

  private boolean matches(String password, Account account, Permit guess) {
    try {
      return passwords.verify(password, account);
    } catch (PasswordHashingBusy busy) {
      limiter.giveBack(guess);
      throw busy;
    }
  }

  /**
   * Makes the account an administrator, and its address verified. Its sessions and mailed links
   * end: they may be older than its password. Second factors remain. Call it in a transaction.
   *
   * @param proven the address, as its password was verified
   * @return the id of the account; empty, without an effect, if it has changed since then
   */
  Optional<Long> promote(EmailAddress proven) {
    Account seen = proven.account();
    Optional<Account> unchanged =
        accounts
            .lock(seen.id())
            .filter(now -> Objects.equals(now.passwordHash(), seen.passwordHash()));
    Optional<EmailAddress> address =
        unchanged.flatMap(account -> addresses.opening(account, proven.email()));
    if (address.isEmpty() || !ownership.prove(address.get(), AddressProof.ADMINISTRATOR, null)) {
      return Optional.empty();
    }
    Account account = unchanged.get();
    sessions.endAll(account);
    return accounts
        .beginEpoch(account.id())
        .map(
            begun -> {
              begun.groups().add(Groups.ADMIN);
              return begun.id();
            });
  }
}
