package dev.latchkey.flows.login;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.accounts.UsernameSyntax;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Rejection;
import dev.latchkey.passwords.PasswordHashingBusy;
import dev.latchkey.passwords.Passwords;
import dev.latchkey.persistence.Database;
import dev.latchkey.request.RequestContext;
import dev.latchkey.sessions.PendingLogin;
import dev.latchkey.sessions.Proof;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.types.LoginMethod;
import dev.latchkey.texts.ErrorCodes;
import dev.latchkey.throttle.Action;
import dev.latchkey.throttle.Attempt;
import dev.latchkey.throttle.Permit;
import dev.latchkey.throttle.RateLimiter;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Logs in with a password. */
@Shared
public class Login {

  private final Database database;
  private final RateLimiter limiter;
  private final Accounts accounts;
  private final EmailAddresses addresses;
  private final Passwords passwords;
  private final LoginProgress progress;
  private final Audit audit;

  @Inject
  public Login(
      Database database,
      RateLimiter limiter,
      Accounts accounts,
      EmailAddresses addresses,
      Passwords passwords,
      LoginProgress progress,
      Audit audit) {
    this.database = database;
    this.limiter = limiter;
    this.accounts = accounts;
    this.addresses = addresses;
    this.passwords = passwords;
    this.progress = progress;
    this.audit = audit;
  }

  /**
   * Logs in the user with this name and password. Call it outside of a transaction.
   *
   * @param method the kind of name: an address or a user name
   * @param current the client's session so far, which the login replaces
   */
  public Outcome<LoginOutcome> byPassword(
      LoginMethod method, String name, String password, Optional<Session> current) {
    CountedAttempt beginning = begin(method, name);
    if (beginning.attempt instanceof Permit.Denied denied) {
      return Outcome.rejected(new Rejection.Limited(denied.retryAfter()));
    }
    if (beginning.failure instanceof Permit.Denied) {
      return Outcome.rejected(Problem.of(ErrorCodes.TOO_MANY_LOGIN_ATTEMPTS));
    }
    Optional<LoginOutcome> outcome;
    try {
      outcome = logIn(beginning, new Given(method, name, password), current);
    } catch (PasswordHashingBusy busy) {
      limiter.giveBack(beginning.all());
      throw busy;
    }
    if (outcome.isEmpty()) {
      recordFailure(beginning);
      return Outcome.rejected(Problem.with("password", mismatch(method)));
    }
    return Outcome.done(outcome.get());
  }

  private void recordFailure(CountedAttempt beginning) {
    Long account = beginning.candidates.stream().findFirst().map(Account::id).orElse(null);
    boolean wasLookedAt = account == null || beginning.mayBe(account);
    audit.record(AuditType.LOGIN_FAILED, account, null, wasLookedAt ? null : "account_limit");
  }

  /**
   * The accounts and the counts before the password is hashed.
   *
   * @param attempt whether another login may be attempted
   * @param failure whether another login may fail; not counted if none may be attempted
   * @param guesses whether another guess at each candidate may fail. An account without guesses
   *     left gets the response for a wrong password, whatever the password
   */
  private record CountedAttempt(
      List<Account> candidates, Permit attempt, Permit failure, List<Guess> guesses) {

    boolean mayBe(Long account) {
      return guesses.stream()
          .anyMatch(g -> account.equals(g.account) && g.permit instanceof Permit.Granted);
    }

    /** The guesses that did not fail: at the account that matched, and at those after it. */
    List<Permit> notWrong(Account account) {
      Set<Long> spared =
          candidates.stream()
              .map(Account::id)
              .dropWhile(id -> !id.equals(account.id()))
              .collect(Collectors.toSet());
      return failureAnd(guesses.stream().filter(g -> spared.contains(g.account)));
    }

    /** All that an attempt gives back that was not made. */
    List<Permit> all() {
      return failureAnd(guesses.stream());
    }

    private List<Permit> failureAnd(Stream<Guess> some) {
      return Stream.concat(Stream.of(failure), some.map(Guess::permit)).toList();
    }
  }

  /**
   * @param account null if no account has the name
   */
  private record Guess(@Nullable Long account, Permit permit) {}

  /** Counts in advance as a failure, so that concurrent logins cannot exceed a limit. */
  private CountedAttempt begin(LoginMethod method, String name) {
    String address = RequestContext.current().address();
    List<Account> candidates = candidates(method, name);
    String key = counted(method, name);
    List<Attempt> guesses = guesses(candidates, address, key);
    List<Permit> permits =
        limiter.acquireInTurn(
            List.of(
                Attempt.of(Action.LOGIN, address),
                Attempt.about(Action.LOGIN_FAILED, address, key)),
            guesses);
    List<Guess> counted =
        IntStream.range(0, guesses.size())
            .mapToObj(i -> new Guess(guesses.get(i).account(), permits.get(2 + i)))
            .toList();
    return new CountedAttempt(candidates, permits.get(0), permits.get(1), counted);
  }

  /** The key of the counter, the same for every spelling of a name. */
  private static String counted(LoginMethod method, String name) {
    return method == LoginMethod.USERNAME ? UsernameSyntax.key(name) : name;
  }

  /** A guess at each account, always in the same order; without an account, at the name. */
  private static List<Attempt> guesses(
      List<Account> candidates, @Nullable String address, String name) {
    Stream<@Nullable Long> accounts =
        candidates.isEmpty()
            ? Stream.of((Long) null)
            : candidates.stream().map(Account::id).sorted();
    return accounts
        .map(id -> Attempt.guess(Action.AUTHENTICATION_FAILED, address, id, name))
        .toList();
  }

  /** The credentials of a login. */
  private record Given(LoginMethod method, String name, String password) {

    @Override
    public String toString() {
      return "login by " + method;
    }
  }

  /**
   * @param counted the counts, from which a successful login is subtracted
   */
  private Optional<LoginOutcome> logIn(
      CountedAttempt counted, Given given, Optional<Session> current) {
    Optional<Account> account = verify(counted.candidates, given, counted);
    Optional<LoginOutcome> outcome =
        account.flatMap(a -> renewPassword(a, given, counted, current));
    if (account.isEmpty() || outcome.isPresent()) {
      return outcome;
    }
    // The account has just changed. Perhaps another login only renewed its hash: look it up again.
    return verify(candidates(given.method, given.name), given, counted)
        .flatMap(a -> renewPassword(a, given, counted, current));
  }

  private List<Account> candidates(LoginMethod method, String name) {
    return switch (method) {
      case EMAIL -> addresses.candidates(name).stream().map(EmailAddress::account).toList();
      case USERNAME -> accounts.findByUsername(name).stream().toList();
    };
  }

  private Optional<Account> verify(List<Account> candidates, Given given, CountedAttempt counted) {
    List<Account> allowed = candidates.stream().filter(a -> counted.mayBe(a.id())).toList();
    if (allowed.isEmpty()) {
      passwords.spend(given.password);
    }
    return allowed.stream()
        .filter(a -> passwords.verify(given.password, a) && a.isActive())
        .findFirst();
  }

  private Optional<LoginOutcome> renewPassword(
      Account seen, Given given, CountedAttempt counted, Optional<Session> current) {
    String hash = passwords.upToDate(given.password, seen);
    return limiter.right(
        counted.notWrong(seen),
        () ->
            Optional.of(seen.id())
                .filter(id -> accounts.storePassword(seen, hash))
                .flatMap(addresses::account)
                .map(account -> proceed(account, given, counted, current)));
  }

  private LoginOutcome proceed(
      Account account, Given given, CountedAttempt counted, Optional<Session> current) {
    PendingLogin pending = pending(account, given.method, given.name).underPasswordOf(account);
    LoginOutcome outcome = progress.proceed(pending, account, current);
    limiter.giveBack(counted.notWrong(account));
    return outcome;
  }

  private PendingLogin pending(Account account, LoginMethod method, String name) {
    Instant now = database.now();
    return switch (method) {
      case EMAIL -> {
        Proof record = Proof.byEmail(AuthenticationMethods.PASSWORD, now, EmailAddress.key(name));
        yield new PendingLogin(account.id(), List.of(record), EmailAddress.key(name), now);
      }
      case USERNAME -> {
        Proof record =
            Proof.byUsername(
                AuthenticationMethods.PASSWORD, now, Objects.requireNonNull(account.username()));
        yield new PendingLogin(account.id(), List.of(record), null, now);
      }
    };
  }

  private static String mismatch(LoginMethod method) {
    return switch (method) {
      case EMAIL -> ErrorCodes.EMAIL_PASSWORD_MISMATCH;
      case USERNAME -> ErrorCodes.USERNAME_PASSWORD_MISMATCH;
    };
  }
}
