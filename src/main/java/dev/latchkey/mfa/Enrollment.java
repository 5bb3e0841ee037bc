package dev.latchkey.mfa;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.flows.Attempts;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.OwnAccount;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.MfaSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.AuthenticatorType;
import dev.latchkey.texts.ErrorCodes;
import dev.latchkey.throttle.Action;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Decides who may add which second factor. Call it outside of transactions. */
@Shared
public class Enrollment {

  /** The most passkeys and security keys of one account; each login reads them all. */
  static final int MOST_KEYS = 50;

  private static final Problem TOO_MANY =
      new Problem(ErrorCodes.MAX_PASSKEYS, null, List.of(MOST_KEYS));

  private final Attempts attempts;
  private final OwnAccount ownAccount;
  private final EnrollmentLogins logins;
  private final Authenticators authenticators;
  private final EmailAddresses addresses;
  private final Settings settings;

  @Inject
  public Enrollment(
      Attempts attempts,
      OwnAccount ownAccount,
      EnrollmentLogins logins,
      Authenticators authenticators,
      EmailAddresses addresses,
      Settings settings) {
    this.attempts = attempts;
    this.ownAccount = ownAccount;
    this.logins = logins;
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
   * @param seen the session of a user who is logged in, or whose login waits for the factor. The
   *     latter may have an unverified address: otherwise the user could not complete the login. If
   *     it is someone else's, the factor is removed when its owner comes ({@link
   *     FactorsOfFormerUsers}).
   * @return {@link Rejection.Missing} if the type is not supported; {@link Rejection.Conflict} if
   *     the account has an unverified address, which might be someone else's, or has a factor of
   *     this type that it can have once; a problem if it has as many of this type as it can have
   */
  public <T> Outcome<T> change(
      Session seen, AuthenticatorType type, BiFunction<Account, Session, Outcome<T>> step) {
    if (!supports(type)) {
      return Outcome.rejected(new Rejection.Missing());
    }
    Optional<Long> waiting = seen.isAuthenticated() ? Optional.empty() : logins.waiting(seen);
    if (!seen.isAuthenticated() && waiting.isEmpty()) {
      return Outcome.rejected(new Rejection.NotPending());
    }
    return attempts.by(
        Action.MANAGE_MFA,
        waiting.orElseGet(() -> seen.owner().id()),
        () ->
            waiting.isPresent()
                ? logins.change(seen, step)
                : ownAccount.change(
                    seen,
                    (account, session) ->
                        obstacle(account, type)
                            .map(Outcome::<T>rejected)
                            .orElseGet(() -> step.apply(account, session))));
  }

  /**
   * Continues the login in which a factor was added, in that step.
   *
   * @param isProven whether the user has shown to have it
   */
  public Outcome<LoginOutcome> passed(Session session, Authenticator added, boolean isProven) {
    return isProven ? logins.proven(session, added) : logins.unproven(session);
  }

  private Optional<Rejection> obstacle(Account account, AuthenticatorType type) {
    long present = authenticators.of(account.id()).stream().filter(a -> a.type() == type).count();
    if (!hasProvenAddresses(account) || type == AuthenticatorType.TOTP && present > 0) {
      return Optional.of(new Rejection.Conflict());
    }
    return present < MOST_KEYS ? Optional.empty() : Optional.of(Rejection.because(TOO_MANY));
  }

  private boolean hasProvenAddresses(Account account) {
    return settings.get(MfaSettings.ALLOW_UNVERIFIED_EMAIL)
        || addresses.of(account).stream().allMatch(EmailAddress::isVerified)
            && addresses.claimsOf(account).isEmpty();
  }
}
