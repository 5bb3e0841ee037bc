package dev.latchkey.mfa.passkeys;

import dev.latchkey.Shared;
import dev.latchkey.flows.Attempts;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.OwnAccount;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.login.AuthenticationMethods;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.flows.login.Reauthentication;
import dev.latchkey.mfa.SecondFactorLogins;
import dev.latchkey.mfa.SecondFactors;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.Proof;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.texts.ErrorCodes;
import dev.latchkey.throttle.Action;
import dev.latchkey.webauthn.AuthenticationResponse;
import dev.latchkey.webauthn.RelyingParty;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.Optional;

/**
 * Authenticates with a credential as the second factor of a login, and reauthenticates with one.
 * Call it outside of transactions.
 */
@Shared
public class PasskeyFactor {

  static final Problem INCORRECT = Problem.with("credential", ErrorCodes.INCORRECT_CODE);

  private final Database database;
  private final Attempts attempts;
  private final OwnAccount ownAccount;
  private final Sessions sessions;
  private final SecondFactors factors;
  private final SecondFactorLogins logins;
  private final Reauthentication reauthentication;
  private final ChallengedUse challenged;

  @Inject
  public PasskeyFactor(
      Database database,
      Attempts attempts,
      OwnAccount ownAccount,
      Sessions sessions,
      SecondFactors factors,
      SecondFactorLogins logins,
      Reauthentication reauthentication,
      ChallengedUse challenged) {
    this.database = database;
    this.attempts = attempts;
    this.ownAccount = ownAccount;
    this.sessions = sessions;
    this.factors = factors;
    this.logins = logins;
    this.reauthentication = reauthentication;
    this.challenged = challenged;
  }

  /**
   * Issues a challenge to a session whose login waits for a second factor.
   *
   * @return the options; {@link Rejection.NotPending} if none waits
   */
  public Outcome<JsonObject> beginLogin(Optional<Session> current, RelyingParty party) {
    return database.transaction(
        () -> {
          Optional<Session> session = current.flatMap(sessions::lock);
          return Outcome.of(
              logins
                  .waiting(session)
                  .map(
                      account ->
                          challenged.options(
                              session.orElseThrow(), account, Purpose.SECOND_FACTOR, party)),
              new Rejection.NotPending());
        });
  }

  /** Continues the pending login of a session if the response is valid. */
  public Outcome<LoginOutcome> authenticate(
      Optional<Session> current, AuthenticationResponse response, RelyingParty party) {
    Optional<Long> waiting = logins.waiting(current);
    return waiting.isEmpty()
        ? Outcome.rejected(new Rejection.NotPending())
        : factors.guess(
            waiting.get(),
            INCORRECT,
            right ->
                logins.advance(
                    current,
                    (account, session) ->
                        challenged.use(
                            account,
                            session,
                            Purpose.SECOND_FACTOR,
                            response,
                            party,
                            Proof.by(AuthenticationMethods.MFA, database.now()),
                            right),
                    INCORRECT));
  }

  /** Issues a challenge to the session of a user who reauthenticates. */
  public Outcome<JsonObject> beginReauthentication(Session seen, RelyingParty party) {
    return ownAccount.change(
        seen,
        (account, session) ->
            Outcome.done(challenged.options(session, account.id(), Purpose.REAUTHENTICATE, party)));
  }

  /**
   * Reauthenticates the user of a session if the response is valid.
   *
   * @return the session, in which the reauthentication is recorded
   */
  public Outcome<Session> reauthenticate(
      Session current, AuthenticationResponse response, RelyingParty party) {
    return attempts.by(
        Action.REAUTHENTICATE,
        current.owner(),
        () ->
            ownAccount.change(
                current,
                (account, session) -> {
                  Optional<Proof> proof =
                      challenged.use(
                          account,
                          session,
                          Purpose.REAUTHENTICATE,
                          response,
                          party,
                          Proof.again(AuthenticationMethods.MFA, database.now()));
                  proof.ifPresent(p -> reauthentication.remember(session, p));
                  return Outcome.of(proof.map(p -> session), Rejection.because(INCORRECT));
                }));
  }
}
