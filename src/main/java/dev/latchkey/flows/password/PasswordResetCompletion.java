package dev.latchkey.flows.password;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.accounts.emails.AddressProof;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.flows.AddressOwnership;
import dev.latchkey.flows.login.AuthenticationMethods;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.flows.login.LoginProgress;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.PendingLogin;
import dev.latchkey.sessions.Proof;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** The last step of both kinds of reset. */
@Shared
public class PasswordResetCompletion {

  private final Database database;
  private final Accounts accounts;
  private final EmailAddresses addresses;
  private final AddressOwnership ownership;
  private final PasswordReplacement replacement;
  private final LoginProgress progress;
  private final boolean logsIn;

  @Inject
  public PasswordResetCompletion(
      Database database,
      Accounts accounts,
      EmailAddresses addresses,
      AddressOwnership ownership,
      PasswordReplacement replacement,
      LoginProgress progress,
      Settings settings) {
    this.database = database;
    this.accounts = accounts;
    this.addresses = addresses;
    this.ownership = ownership;
    this.replacement = replacement;
    this.progress = progress;
    this.logsIn = settings.get(AccountSettings.LOGIN_ON_PASSWORD_RESET);
  }

  /**
   * Sets the password, ends all sessions of the account and verifies the address to which the mail
   * was sent. Call it in a transaction.
   *
   * @param epoch the epoch for which the reset was allowed
   * @return the outcome of the login that follows, if there is one; empty, without an effect, if
   *     the account's epoch has changed or the address no longer opens it
   */
  Optional<Optional<LoginOutcome>> complete(
      Account seen, long epoch, String email, String newHash, Optional<Session> current) {
    Optional<EmailAddress> address =
        accounts.lock(seen.id()).flatMap(a -> addresses.opening(a, email));
    return address
        .flatMap(
            a ->
                replacement.reset(
                    seen.id(),
                    epoch,
                    newHash,
                    account -> ownership.prove(a, AddressProof.RESET, null)))
        .map(account -> login(account, email, current));
  }

  private Optional<LoginOutcome> login(Account account, String email, Optional<Session> current) {
    if (!logsIn) {
      return Optional.empty();
    }
    Proof record = Proof.by(AuthenticationMethods.PASSWORD_RESET, database.now());
    PendingLogin login =
        new PendingLogin(account.id(), List.of(record), email, database.now())
            .underPasswordOf(account);
    return Optional.of(progress.proceed(login, account, current.filter(s -> !s.isAuthenticated())));
  }
}
