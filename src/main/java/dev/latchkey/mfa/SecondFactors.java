package dev.latchkey.mfa;

import dev.latchkey.Shared;
import dev.latchkey.flows.Attempts;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.OwnAccount;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.flows.login.Reauthentication;
import dev.latchkey.request.RequestContext;
import dev.latchkey.sessions.Proof;
import dev.latchkey.sessions.Session;
import dev.latchkey.texts.ErrorCodes;
import dev.latchkey.throttle.Action;
import dev.latchkey.throttle.Attempt;
import dev.latchkey.throttle.Permit;
import dev.latchkey.throttle.RateLimiter;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Function;

/** Authenticates and reauthenticates users with the code of a second factor. */
@Shared
public class SecondFactors {

  private static final Problem INCORRECT = Problem.with("code", ErrorCodes.INCORRECT_CODE);

  private final Attempts attempts;
  private final RateLimiter limiter;
  private final OwnAccount ownAccount;
  private final SecondFactorLogins logins;
  private final UsedFactors used;
  private final Reauthentication reauthentication;

  @Inject
  public SecondFactors(
      Attempts attempts,
      RateLimiter limiter,
      OwnAccount ownAccount,
      SecondFactorLogins logins,
      UsedFactors used,
      Reauthentication reauthentication) {
    this.attempts = attempts;
    this.limiter = limiter;
    this.ownAccount = ownAccount;
    this.logins = logins;
    this.used = used;
    this.reauthentication = reauthentication;
  }

  /** Whether a login waits for a second factor in this session. */
  public boolean awaitsCode(Optional<Session> current) {
    return logins.waiting(current).isPresent();
  }

  /**
   * Continues the pending login of a session if the code is valid. Call it outside of a
   * transaction.
   *
   * @return {@link Rejection.NotPending} if no login waits for a second factor
   */
  public Outcome<LoginOutcome> authenticate(String code, Optional<Session> current) {
    Optional<Long> account = logins.waiting(current);
    return account.isEmpty()
        ? Outcome.rejected(new Rejection.NotPending())
        : guess(
            account.get(),
            INCORRECT,
            right ->
                logins.advance(
                    current,
                    (owner, session) -> used.code(owner, code, session.id(), right),
                    INCORRECT));
  }

  /**
   * Reauthenticates the user of a session if the code is valid. Call it outside of a transaction.
   *
   * @return the session, in which the reauthentication is recorded
   */
  public Outcome<Session> reauthenticate(Session current, String code) {
    return attempts.by(
        Action.REAUTHENTICATE,
        current.owner(),
        () ->
            guess(current.owner().id(), INCORRECT, right -> reauthenticated(current, code, right)));
  }

  private Outcome<Session> reauthenticated(Session current, String code, Runnable right) {
    return ownAccount.change(
        current,
        (account, session) -> {
          Optional<Proof> proof = used.codeAgain(account, code, session.id(), right);
          proof.ifPresent(p -> reauthentication.remember(session, p));
          return Outcome.of(proof.map(p -> session), Rejection.because(INCORRECT));
        });
  }

  /**
   * Counts a guess at a factor of an account before it is compared, and subtracts it again unless
   * it was wrong.
   *
   * @param incorrect the problem of a wrong guess
   * @param compare compares in one transaction. It runs what it is given as soon as it knows that
   *     the guess is right, before it writes
   */
  public <T> Outcome<T> guess(
      long account, Problem incorrect, Function<Runnable, Outcome<T>> compare) {
    Permit guess =
        limiter.acquire(
            Attempt.guess(
                Action.SECOND_FACTOR_FAILED, RequestContext.current().address(), account, null));
    if (guess instanceof Permit.Denied denied) {
      return Outcome.rejected(new Rejection.Limited(denied.retryAfter()));
    }
    Outcome<T> outcome = compare.apply(() -> limiter.right(guess));
    if (!outcome.equals(Outcome.rejected(incorrect))) {
      limiter.giveBack(guess);
    }
    return outcome;
  }
}
