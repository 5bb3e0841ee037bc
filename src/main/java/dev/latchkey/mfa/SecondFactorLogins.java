package dev.latchkey.mfa;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.flows.login.LoginStages;
import dev.latchkey.flows.login.PendingLogins;
import dev.latchkey.sessions.PendingLogin;
import dev.latchkey.sessions.Proof;
import dev.latchkey.sessions.Session;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.BiFunction;

/** Logins that wait for a second factor. */
@Shared
public class SecondFactorLogins {

  private final LoginStages stages;
  private final PendingLogins pendingLogins;

  @Inject
  public SecondFactorLogins(LoginStages stages, PendingLogins pendingLogins) {
    this.stages = stages;
    this.pendingLogins = pendingLogins;
  }

  /** The id of the account whose login waits for a second factor in this session. */
  public Optional<Long> waiting(Optional<Session> current) {
    return current
        .flatMap(s -> stages.pending(s, SecondFactorStage.FLOW))
        .map(PendingLogin::accountId);
  }

  /**
   * Continues the login if the factor is valid; otherwise it stays pending. Runs in one
   * transaction, with the account and then the session locked.
   *
   * @param factor uses the factor; empty if it is not valid
   * @param problem the problem that the client gets for an invalid factor
   * @return {@link Rejection.NotPending} if the login no longer waits for a second factor
   */
  public Outcome<LoginOutcome> advance(
      Optional<Session> current,
      BiFunction<Account, Session, Optional<Proof>> factor,
      Problem problem) {
    return pendingLogins.within(
        SecondFactorStage.FLOW,
        current,
        (account, session) -> {
          Optional<Proof> proof = factor.apply(account, session);
          return proof.isEmpty()
              ? Outcome.rejected(problem)
              : Outcome.of(advance(session, proof.get()), new Rejection.NotPending());
        });
  }

  private Optional<LoginOutcome> advance(Session session, Proof proof) {
    return pendingLogins.advance(
        SecondFactorStage.FLOW,
        Optional.of(session),
        (account, login) -> Optional.of(SecondFactorStage.passed(login, proof)));
  }
}
