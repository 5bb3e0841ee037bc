package dev.latchkey.mfa;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.login.AuthenticationMethods;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.flows.login.LoginStages;
import dev.latchkey.flows.login.PendingLogins;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.PendingLogin;
import dev.latchkey.sessions.Proof;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.Sessions;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Logins that wait until the account has a second factor. */
@Shared
public class EnrollmentLogins {

  private final Database database;
  private final Sessions sessions;
  private final LoginStages stages;
  private final PendingLogins pendingLogins;
  private final Authenticators authenticators;
  private final UsedFactors used;

  @Inject
  public EnrollmentLogins(
      Database database,
      Sessions sessions,
      LoginStages stages,
      PendingLogins pendingLogins,
      Authenticators authenticators,
      UsedFactors used) {
    this.database = database;
    this.sessions = sessions;
    this.stages = stages;
    this.pendingLogins = pendingLogins;
    this.authenticators = authenticators;
    this.used = used;
  }

  /** The id of the account whose login waits for a factor to be added in this session. */
  public Optional<Long> waiting(Session session) {
    return stages.pending(session, EnrollmentStage.FLOW).map(PendingLogin::accountId);
  }

  /**
   * Takes a step of adding the factor in one transaction, with the account locked and then the
   * session. The login stays pending unless the step continues it.
   *
   * @return {@link Rejection.Gone} if the session has ended; {@link Rejection.NotPending} if the
   *     login no longer waits for a factor, its password has changed, or the account has a factor
   *     by now, which the login would have to ask for
   */
  <T> Outcome<T> change(Session seen, BiFunction<Account, Session, Outcome<T>> step) {
    return database.transaction(
        () ->
            sessions.lock(seen).isEmpty()
                ? Outcome.rejected(new Rejection.Gone())
                : pendingLogins.within(
                    EnrollmentStage.FLOW,
                    Optional.of(seen),
                    (account, session) ->
                        authenticators.protect(account.id())
                            ? Outcome.rejected(new Rejection.NotPending())
                            : step.apply(account, session)));
  }

  /** Continues a login in a step that has added a factor and used it. */
  Outcome<LoginOutcome> proven(Session session, Authenticator added) {
    Proof proof =
        used.proof(Proof.by(AuthenticationMethods.MFA, database.now()), added, session.id());
    return advance(session, login -> login.with(proof));
  }

  /** Continues a login in a step that has added a factor, without a proof that the user has it. */
  Outcome<LoginOutcome> unproven(Session session) {
    return advance(session, login -> login.noting(SecondFactorStage.SATISFIED, JsonValue.TRUE));
  }

  private Outcome<LoginOutcome> advance(Session session, UnaryOperator<PendingLogin> passed) {
    return Outcome.of(
        pendingLogins.advance(
            EnrollmentStage.FLOW,
            Optional.of(session),
            (account, login) -> Optional.of(passed.apply(login))),
        new Rejection.NotPending());
  }
}
