package dev.latchkey.mfa;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.flows.Attempts;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.OwnAccount;
import dev.latchkey.flows.Rejection;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.MfaSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.AuthenticatorType;
import dev.latchkey.throttle.Action;
import jakarta.inject.Inject;
import java.util.function.BiFunction;

/** Decides who may add which second factor. Call it outside of transactions. */
@Shared
public class Enrollment {

  private final Attempts attempts;
  private final OwnAccount ownAccount;
  private final Authenticators authenticators;
  private final EmailAddresses addresses;
  private final Settings settings;

  @Inject
  public Enrollment(
      Attempts attempts,
      OwnAccount ownAccount,
      Authenticators authenticators,
      EmailAddresses addresses,
      Settings settings) {
    this.attempts = attempts;
    this.ownAccount = ownAccount;
    this.authenticators = authenticators;
    this.addresses = addresses;
    this.settings = settings;
  }

  /** Whether users can add factors of this type. */
  public boolean supports(AuthenticatorType type) {
    return settings.get(MfaSettings.SUPPORTED_TYPES).contains(type);
  }

  /**
   * Takes a step of adding a factor, within the rate limit, with the account and then the session
   * locked.
   *
   * @return {@link Rejection.Missing} if the type is not supported; {@link Rejection.Conflict} if
   *     the account has an unverified address, which might be someone else's, or has a factor of
   *     this type that it can have once
   */
  public <T> Outcome<T> change(
      Session seen, AuthenticatorType type, BiFunction<Account, Session, Outcome<T>> step) {
    if (!supports(type)) {
      return Outcome.rejected(new Rejection.Missing());
    }
    return attempts.by(
        Action.MANAGE_MFA,
        seen.owner(),
        () ->
            ownAccount.change(
                seen,
                (account, session) ->
                    mayAdd(account, type)
                        ? step.apply(account, session)
                        : Outcome.rejected(new Rejection.Conflict())));
  }

  private boolean mayAdd(Account account, AuthenticatorType type) {
    return hasProvenAddresses(account)
        && (type != AuthenticatorType.TOTP || authenticators.find(account.id(), type).isEmpty());
  }

  private boolean hasProvenAddresses(Account account) {
    return settings.get(MfaSettings.ALLOW_UNVERIFIED_EMAIL)
        || addresses.of(account).stream().allMatch(EmailAddress::isVerified)
            && addresses.claimsOf(account).isEmpty();
  }
}
