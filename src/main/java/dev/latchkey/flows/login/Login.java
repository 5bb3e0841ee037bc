package dev.latchkey.flows.login;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.flows.Problem;
import dev.latchkey.passwords.PasswordHashingBusy;
import dev.latchkey.passwords.Passwords;
import dev.latchkey.persistence.Database;
import dev.latchkey.request.RequestContext;
import dev.latchkey.sessions.AuthenticationRecord;
import dev.latchkey.sessions.PendingLogin;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.types.LoginMethod;
import dev.latchkey.throttle.Action;
import dev.latchkey.throttle.Attempt;
import dev.latchkey.throttle.Permit;
import dev.latchkey.throttle.RateLimiter;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Logging in with a password. */
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
   * Logs in whoever has this name and this password. Call it outside of a transaction.
   *
   * @param method what the name is: an address or a user name
   * @param current the client's session so far, which the login replaces
   */
  public LoginOutcome byPassword(
      LoginMethod method, String name, String password, Optional<Session> current) {
    Beginning beginning = database.transaction(() -> begin(method, name));
    if (beginning.attempt instanceof Permit.Denied denied) {
      return new LoginOutcome.Limited(denied.retryAfter());
    }
    if (beginning.failure instanceof Permit.Denied) {
      return LoginOutcome.Refused.because(Problem.of("too_many_login_attempts"));
    }
    List<Account> candidates = beginning.candidates;
    Optional<LoginOutcome> outcome;
    try {
      outcome = logIn(candidates, new Given(method, name, password), current, beginning.failure);
    } catch (PasswordHashingBusy busy) {
      limiter.giveBack(beginning.failure);
      throw busy;
    }
    if (outcome.isEmpty()) {
      audit.record(
          AuditType.LOGIN_FAILED,
          candidates.stream().findFirst().map(Account::id).orElse(null),
          null);
      return LoginOutcome.Refused.because(Problem.with("password", mismatch(method)));
    }
    return outcome.get();
  }

  /**
   * What comes before the hash, in one transaction.
   *
   * @param attempt whether another login may be tried
   * @param failure whether another one may fail; not counted where none may be tried
   */
  private record Beginning(List<Account> candidates, Permit attempt, Permit failure) {}

  /** Looks up first: what is counted is locked until the commit, and shared by many. */
  private Beginning begin(LoginMethod method, String name) {
    String address = RequestContext.current().address();
    List<Account> candidates = candidates(method, name);
    Permit attempt = limiter.acquire(Attempt.of(Action.LOGIN, address));
    if (attempt instanceof Permit.Denied) {
      return new Beginning(candidates, attempt, attempt);
    }
    // Counted as a failure before it can be one: what runs at once cannot slip through together.
    return new Beginning(
        candidates,
        attempt,
        limiter.acquire(Attempt.about(Action.LOGIN_FAILED, address, counted(method, name))));
  }

  /** Under one name, in whatever form that is typed. */
  private static String counted(LoginMethod method, String name) {
    return method == LoginMethod.USERNAME ? Account.usernameKey(name) : name;
  }

  /** What somebody logs in with. */
  private record Given(LoginMethod method, String name, String password) {

    @Override
    public String toString() {
      return "login by " + method;
    }
  }

  /**
   * @param failure what was counted, and is given back with the login
   */
  private Optional<LoginOutcome> logIn(
      List<Account> candidates, Given given, Optional<Session> current, Permit failure) {
    Optional<Account> account = verify(candidates, given.password);
    Optional<LoginOutcome> outcome = account.flatMap(a -> logIn(a, given, current, failure));
    if (account.isEmpty() || outcome.isPresent()) {
      return outcome;
    }
    // The account has just been changed. Perhaps another login only renewed its hash: look again.
    return verify(candidates(given.method, given.name), given.password)
        .flatMap(a -> logIn(a, given, current, failure));
  }

  private List<Account> candidates(LoginMethod method, String name) {
    return switch (method) {
      case EMAIL -> addresses.candidates(name).stream().map(EmailAddress::account).toList();
      case USERNAME -> accounts.findByUsername(name).stream().toList();
    };
  }

  private Optional<Account> verify(List<Account> candidates, String password) {
    if (candidates.isEmpty()) {
      passwords.spend(password);
    }
    return candidates.stream()
        .filter(a -> passwords.verify(password, a) && a.isActive())
        .findFirst();
  }

  private Optional<LoginOutcome> logIn(
      Account seen, Given given, Optional<Session> current, Permit failure) {
    String hash = passwords.upToDate(given.password, seen);
    return database.transaction(
        () ->
            accounts
                .replacePassword(seen, hash)
                .map(account -> logIn(account, given, failure, current)));
  }

  private LoginOutcome logIn(
      Account account, Given given, Permit failure, Optional<Session> current) {
    PendingLogin pending = pending(account, given.method, given.name).underPasswordOf(account);
    LoginOutcome outcome = progress.proceed(pending, account, current);
    limiter.giveBack(failure); // last: many may share these rows
    return outcome;
  }

  private PendingLogin pending(Account account, LoginMethod method, String name) {
    Instant now = database.now();
    return switch (method) {
      case EMAIL -> {
        AuthenticationRecord record =
            AuthenticationRecord.byEmail(
                AuthenticationMethods.PASSWORD, now, EmailAddress.key(name));
        yield new PendingLogin(account.id(), List.of(record), EmailAddress.key(name), now);
      }
      case USERNAME -> {
        AuthenticationRecord record =
            AuthenticationRecord.byUsername(
                AuthenticationMethods.PASSWORD, now, account.username());
        yield new PendingLogin(account.id(), List.of(record), null, now);
      }
    };
  }

  private static String mismatch(LoginMethod method) {
    return switch (method) {
      case EMAIL -> "email_password_mismatch";
      case USERNAME -> "username_password_mismatch";
    };
  }
}
