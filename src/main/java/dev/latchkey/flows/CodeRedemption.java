package dev.latchkey.flows;

import dev.latchkey.Shared;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.persistence.Database;
import dev.latchkey.request.RequestContext;
import dev.latchkey.sessions.CodePurpose;
import dev.latchkey.sessions.PendingCode;
import dev.latchkey.sessions.PendingLogin;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.texts.ErrorCodes;
import dev.latchkey.throttle.Action;
import dev.latchkey.throttle.Attempt;
import dev.latchkey.throttle.Permit;
import dev.latchkey.throttle.RateLimiter;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Redeems a code that a user has typed: counts the guess, locks the session that awaits the code,
 * compares, and records an invalid code. Codes for every purpose are redeemed here.
 */
@Shared
public class CodeRedemption {

  private final Database database;
  private final RateLimiter limiter;
  private final Sessions sessions;
  private final Codes codes;
  private final Audit audit;

  @Inject
  public CodeRedemption(
      Database database, RateLimiter limiter, Sessions sessions, Codes codes, Audit audit) {
    this.database = database;
    this.limiter = limiter;
    this.sessions = sessions;
    this.codes = codes;
    this.audit = audit;
  }

  /**
   * Redeems a code. Call it outside of a transaction. The comparison and its consequences run in
   * one transaction.
   *
   * @param current the client's session
   * @param isWanted whether the session still awaits such a code; called before and after the
   *     session is locked
   * @param param the name of the input with the code, for the problem of an invalid code
   * @param right what a valid code does, given the locked session
   * @return the outcome of the valid code; {@link Rejection.NotPending} if no such code is awaited
   */
  public <T> Outcome<T> redeem(
      CodePurpose purpose,
      String param,
      String typed,
      Optional<Session> current,
      Predicate<Session> isWanted,
      BiFunction<Session, PendingCode, Outcome<T>> right) {
    Optional<PendingCode> awaited =
        current.filter(isWanted).flatMap(s -> codes.awaited(s, purpose));
    if (awaited.isEmpty()) {
      return Outcome.rejected(new Rejection.NotPending());
    }
    Optional<Permit> guess = guess(awaited.get()).map(limiter::acquire);
    return database.transaction(
        () -> {
          Optional<Session> session = current.flatMap(sessions::lock).filter(isWanted);
          Optional<Outcome<T>> outcome =
              session.flatMap(s -> look(s, purpose, param, typed, guess, right));
          if (outcome.isEmpty()) { // it was just used or has expired: this was not a guess
            guess.ifPresent(limiter::giveBack);
          }
          return outcome.orElseGet(() -> Outcome.rejected(new Rejection.NotPending()));
        });
  }

  private <T> Optional<Outcome<T>> look(
      Session session,
      CodePurpose purpose,
      String param,
      String typed,
      Optional<Permit> guess,
      BiFunction<Session, PendingCode, Outcome<T>> right) {
    Long account = accountOf(session, purpose);
    boolean mayGuess = guess.stream().allMatch(Permit.Granted.class::isInstance);
    Codes.Check check =
        mayGuess ? codes.check(session, purpose, typed) : codes.reject(session, purpose);
    if (check instanceof Codes.Check.NotPending) {
      return Optional.empty();
    }
    if (check instanceof Codes.Check.Right found) {
      guess.ifPresent(limiter::right);
      Outcome<T> outcome = right.apply(session, found.code());
      guess.ifPresent(limiter::giveBack); // last, because many requests may share this row
      return Optional.of(outcome);
    }
    audit.record(
        AuditType.CODE_REFUSED, account, session.id(), purpose.name().toLowerCase(Locale.ROOT));
    return Optional.of(Outcome.rejected(Problem.with(param, ErrorCodes.INCORRECT_CODE)));
  }

  /**
   * A guess at a code that opens an account counts with all guesses at that account. A code that
   * verifies an address is typed by a user who already has the account; only the attempts per code
   * limit it.
   */
  private static Optional<Attempt> guess(PendingCode code) {
    Optional<Action> action =
        switch (code.purpose()) {
          case LOGIN -> Optional.of(Action.AUTHENTICATION_FAILED);
          case PASSWORD_RESET -> Optional.of(Action.RESET_CODE_FAILED);
          case EMAIL_VERIFICATION -> Optional.empty();
        };
    return action.map(
        a ->
            Attempt.guess(
                a,
                RequestContext.current().address(),
                code.accountId(),
                EmailAddress.key(code.to().text())));
  }

  private @Nullable Long accountOf(Session session, CodePurpose purpose) {
    if (session.isAuthenticated()) {
      return session.owner().id();
    }
    return session
        .state()
        .login()
        .map(PendingLogin::accountId)
        .or(() -> codes.awaited(session, purpose).map(PendingCode::accountId))
        .orElse(null);
  }
}
