package dev.latchkey.mfa.passkeys;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.OwnAccount;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.mail.MessageKind;
import dev.latchkey.mfa.Authenticator;
import dev.latchkey.mfa.Authenticators;
import dev.latchkey.mfa.Enrollment;
import dev.latchkey.mfa.FactorChanges;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.types.AuthenticatorType;
import dev.latchkey.texts.ErrorCodes;
import dev.latchkey.webauthn.RelyingParty;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * Adds, renames and removes the credentials of a logged-in user. Call it outside of transactions.
 */
@Shared
public class OwnPasskeys {

  static final Problem INCORRECT = Problem.of(ErrorCodes.INCORRECT_CODE);

  private final OwnAccount ownAccount;
  private final Enrollment enrollment;
  private final FactorChanges changes;
  private final Authenticators authenticators;
  private final PasskeyRegistration registration;

  @Inject
  public OwnPasskeys(
      OwnAccount ownAccount,
      Enrollment enrollment,
      FactorChanges changes,
      Authenticators authenticators,
      PasskeyRegistration registration) {
    this.ownAccount = ownAccount;
    this.enrollment = enrollment;
    this.changes = changes;
    this.authenticators = authenticators;
    this.registration = registration;
  }

  /**
   * A credential that was added.
   *
   * @param withCodes whether the account got recovery codes with it
   */
  public record Added(Authenticator authenticator, boolean withCodes) {}

  /**
   * Issues a challenge to this session.
   *
   * @param passwordless whether the credential is to log in without a password
   * @return the options to register a credential
   */
  public Outcome<JsonObject> begin(Session seen, boolean passwordless, RelyingParty party) {
    return enrollment.change(
        seen,
        AuthenticatorType.WEBAUTHN,
        (account, session) ->
            Outcome.done(registration.begin(account, session, Purpose.ADD, passwordless, party)));
  }

  /** Adds a credential, if the response answers the options that this session was given. */
  public Outcome<Added> add(Session seen, Registered registered, RelyingParty party) {
    return adding(
        seen,
        registered,
        party,
        (account, authenticator, session) -> Outcome.done(added(account, authenticator, session)));
  }

  /** The same for a login that waits for a factor: adds the credential and continues the login. */
  public Outcome<LoginOutcome> addInLogin(Session seen, Registered registered, RelyingParty party) {
    return adding(
        seen,
        registered,
        party,
        (account, authenticator, session) -> {
          added(account, authenticator, session);
          return enrollment.passed(session, authenticator, false); // nothing is signed
        });
  }

  /** What follows from a valid response. */
  private interface Then<T> {
    Outcome<T> apply(Account account, Authenticator authenticator, Session session);
  }

  private <T> Outcome<T> adding(
      Session seen, Registered registered, RelyingParty party, Then<T> then) {
    return enrollment.change(
        seen,
        AuthenticatorType.WEBAUTHN,
        (account, session) ->
            Outcome.of(
                    registration.complete(account, session, Purpose.ADD, registered, party),
                    Rejection.because(INCORRECT))
                .then(authenticator -> then.apply(account, authenticator, session)));
  }

  private Added added(Account account, Authenticator authenticator, Session session) {
    boolean had = hasCodes(account);
    Authenticator added = changes.add(account, authenticator, session, MessageKind.PASSKEY_ADDED);
    return new Added(added, !had && hasCodes(account));
  }

  private boolean hasCodes(Account account) {
    return authenticators.find(account.id(), AuthenticatorType.RECOVERY_CODES).isPresent();
  }

  /** Renames one of the user's credentials. */
  public Outcome<Authenticator> rename(Session seen, long id, String name) {
    return ownAccount.change(
        seen,
        (account, session) -> {
          Optional<Authenticator> found = find(account, id);
          found.ifPresent(a -> authenticators.replaceData(a, Passkey.of(a).named(name).data()));
          return Outcome.of(
              found.flatMap(authenticators::reread),
              Rejection.because(Problem.with("id", ErrorCodes.INVALID_CHOICE)));
        });
  }

  /**
   * Removes credentials of the user: all of them, or none if one is not theirs.
   *
   * @return {@link Rejection.Conflict} if they are the last factors and the account must have one
   */
  public Outcome<Session> remove(Session seen, List<Long> ids) {
    return ownAccount.change(
        seen,
        (account, session) -> {
          List<Authenticator> found =
              ids.stream().flatMap(id -> find(account, id).stream()).toList();
          if (found.size() < ids.size()) {
            return Outcome.rejected(Problem.with("authenticators", ErrorCodes.INVALID_CHOICE));
          }
          if (!changes.mayRemove(account, found)) {
            return Outcome.rejected(new Rejection.Conflict());
          }
          found.forEach(a -> changes.remove(account, a, session.id(), MessageKind.PASSKEY_REMOVED));
          return Outcome.done(session);
        });
  }

  private Optional<Authenticator> find(Account account, long id) {
    return authenticators.of(account.id()).stream()
        .filter(a -> a.type() == AuthenticatorType.WEBAUTHN && a.id() == id)
        .findFirst();
  }
}
