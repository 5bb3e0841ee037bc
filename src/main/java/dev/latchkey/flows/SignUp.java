package dev.latchkey.flows;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.accounts.Passwords;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.audit.Client;
import dev.latchkey.emails.EmailAddress;
import dev.latchkey.emails.EmailAddresses;
import dev.latchkey.passwords.PasswordProblem;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.Failures;
import dev.latchkey.sessions.PendingLogin;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.EnumerationPrevention;
import dev.latchkey.settings.Settings;
import dev.latchkey.throttle.Action;
import dev.latchkey.throttle.Attempt;
import dev.latchkey.throttle.Permit;
import dev.latchkey.throttle.RateLimiter;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Making an account for someone new. */
@Shared
public class SignUp {

  private final Database database;
  private final RateLimiter limiter;
  private final Accounts accounts;
  private final EmailAddresses addresses;
  private final Passwords passwords;
  private final LoginProgress progress;
  private final Audit audit;
  private final boolean oneAccountPerAddress;

  @Inject
  public SignUp(
      Database database,
      RateLimiter limiter,
      Accounts accounts,
      EmailAddresses addresses,
      Passwords passwords,
      LoginProgress progress,
      Audit audit,
      Settings settings) {
    this.database = database;
    this.limiter = limiter;
    this.accounts = accounts;
    this.addresses = addresses;
    this.passwords = passwords;
    this.progress = progress;
    this.audit = audit;
    this.oneAccountPerAddress = settings.get(AccountSettings.PREVENT_ENUMERATION) != EnumerationPrevention.STRICT;
  }

  /**
   * Signs someone up and logs them in as far as they may be. Call it outside of a transaction.
   *
   * @param current the client's session so far, which the new one replaces
   */
  public LoginOutcome begin(SignUpRequest request, Optional<Session> current) {
    if (limiter.acquire(Attempt.of(Action.SIGNUP, Client.current().address())) instanceof Permit.Denied denied) {
      return new LoginOutcome.Limited(denied.retryAfter());
    }
    List<Problem> problems = problems(request);
    if (!problems.isEmpty()) {
      return new LoginOutcome.Refused(problems);
    }
    String hash = request.password() == null ? null : passwords.hash(request.password());
    try {
      return database.transaction(() -> signUp(request, hash, current));
    } catch (RuntimeException e) {
      // Somebody else took the name between the look and the insertion.
      List<Problem> late = Failures.isConstraintViolation(e) ? taken(request) : List.of();
      if (late.isEmpty()) {
        throw e;
      }
      return new LoginOutcome.Refused(late);
    }
  }

  private List<Problem> problems(SignUpRequest request) {
    List<Problem> problems = new ArrayList<>(taken(request));
    if (request.password() != null) {
      for (PasswordProblem p : passwords.problems(request.password(), request.email(), request.username())) {
        problems.add(
            p == PasswordProblem.TOO_SHORT
                ? Problem.with("password", p.code(), passwords.minLength())
                : Problem.with("password", p.code()));
      }
    }
    return problems;
  }

  private List<Problem> taken(SignUpRequest request) {
    List<Problem> taken = new ArrayList<>();
    if (request.username() != null && accounts.findByUsername(request.username()).isPresent()) {
      taken.add(Problem.with("username", "username_taken"));
    }
    if (request.email() != null && oneAccountPerAddress && addresses.isKnown(request.email())) {
      taken.add(Problem.with("email", "email_taken"));
    }
    return taken;
  }

  private LoginOutcome signUp(SignUpRequest request, String hash, Optional<Session> current) {
    Instant now = database.now();
    Account account = accounts.add(new Account(request.username(), hash, now));
    if (request.email() != null) {
      boolean owner = oneAccountPerAddress || !addresses.isKnown(request.email());
      addresses.add(new EmailAddress(account, request.email(), owner, true, now));
    }
    audit.record(AuditType.SIGNED_UP, account.id(), null);
    PendingLogin login = new PendingLogin(account.id(), Optional.empty(), request.email(), now);
    return progress.proceed(login, account, current);
  }
}
