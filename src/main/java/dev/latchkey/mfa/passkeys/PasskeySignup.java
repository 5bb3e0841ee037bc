package dev.latchkey.mfa.passkeys;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.flows.login.PendingLogins;
import dev.latchkey.mfa.Authenticator;
import dev.latchkey.mfa.Authenticators;
import dev.latchkey.mfa.SecondFactorStage;
import dev.latchkey.sessions.PendingLogin;
import dev.latchkey.sessions.Session;
import dev.latchkey.webauthn.RelyingParty;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * Registers the passkey of a sign-up whose address is verified. Call it outside of transactions.
 */
@Shared
public class PasskeySignup {

  private final Authenticators authenticators;
  private final PendingLogins pendingLogins;
  private final PasskeyRegistration registration;
  private final Audit audit;

  @Inject
  public PasskeySignup(
      Authenticators authenticators,
      PendingLogins pendingLogins,
      PasskeyRegistration registration,
      Audit audit) {
    this.authenticators = authenticators;
    this.pendingLogins = pendingLogins;
    this.registration = registration;
    this.audit = audit;
  }

  /** The login of a sign-up with a passkey. */
  public static PendingLogin prepare(PendingLogin login) {
    return PasskeySignupStage.owed(login);
  }

  /**
   * Issues a challenge.
   *
   * @return the options; {@link Rejection.NotPending} if no sign-up waits for a passkey
   */
  public Outcome<JsonObject> options(Optional<Session> current, RelyingParty party) {
    return pendingLogins.within(
        PasskeySignupStage.FLOW,
        current,
        (account, session) ->
            Outcome.done(registration.begin(account, session, Purpose.SIGNUP, true, party)));
  }

  /** Adds the passkey and continues the login. The authenticator must say that it is resident. */
  public Outcome<LoginOutcome> complete(
      Optional<Session> current, Registered registered, RelyingParty party) {
    return pendingLogins.within(
        PasskeySignupStage.FLOW,
        current,
        (account, session) ->
            Outcome.of(
                    registration
                        .complete(account, session, Purpose.SIGNUP, registered, party)
                        .filter(a -> Passkey.of(a).logsInAlone()),
                    Rejection.because(OwnPasskeys.INCORRECT))
                .then(added -> proceed(account, added, session)));
  }

  private Outcome<LoginOutcome> proceed(Account account, Authenticator made, Session session) {
    authenticators.add(made);
    audit.record(AuditType.MFA_ADDED, account.id(), session.id(), made.type().text());
    return Outcome.of(
        pendingLogins.advance(
            PasskeySignupStage.FLOW,
            Optional.of(session),
            (owner, login) ->
                Optional.of(
                    PasskeySignupStage.passed(login)
                        .noting(SecondFactorStage.SATISFIED, JsonValue.TRUE))),
        new Rejection.NotPending());
  }
}
