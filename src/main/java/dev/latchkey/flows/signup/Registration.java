package dev.latchkey.flows.signup;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.password.NewPassword;
import dev.latchkey.passwords.Passwords;
import dev.latchkey.persistence.Database;
import dev.latchkey.texts.ErrorCodes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Creates accounts, for all callers. It decides whether names are taken and passwords are valid,
 * and handles concurrent requests for the same name.
 */
@Shared
public class Registration {

  private final Database database;
  private final Accounts accounts;
  private final EmailAddresses addresses;
  private final Passwords passwords;
  private final NewPassword newPassword;

  @Inject
  public Registration(
      Database database,
      Accounts accounts,
      EmailAddresses addresses,
      Passwords passwords,
      NewPassword newPassword) {
    this.database = database;
    this.accounts = accounts;
    this.addresses = addresses;
    this.passwords = passwords;
    this.newPassword = newPassword;
  }

  /**
   * Creates an account. Call it outside of a transaction.
   *
   * @param tellTaken whether a taken address is a problem; if false, the response must hide it
   * @param make adds the account and its data, given the hash of its password or null; it runs in
   *     one transaction, and again if that is retried
   */
  public <T> Outcome<T> register(
      SignupRequest request, boolean tellTaken, Function<String, T> make) {
    List<Problem> problems = new ArrayList<>(taken(request, tellTaken));
    if (request.password() != null) {
      problems.addAll(
          newPassword.problems(
              "password", request.password(), request.email(), request.username()));
    }
    if (!problems.isEmpty()) {
      return Outcome.rejected(new Rejection.Problems(problems));
    }
    String hash = request.password() == null ? null : passwords.hash(request.password());
    return database.transaction(() -> registerUnlessTaken(request, tellTaken, hash, make));
  }

  /** Concurrent requests for one name take turns, on all nodes, so the later one finds it taken. */
  private <T> Outcome<T> registerUnlessTaken(
      SignupRequest request, boolean tellTaken, @Nullable String hash, Function<String, T> make) {
    if (request.username() != null) {
      accounts.takeTurns(request.username());
    }
    if (request.email() != null) {
      addresses.takeTurns(request.email());
    }
    List<Problem> taken = taken(request, tellTaken);
    return taken.isEmpty()
        ? Outcome.done(make.apply(hash))
        : Outcome.rejected(new Rejection.Problems(taken));
  }

  /** Whether an account is accessible with the address. */
  boolean isTaken(String email) {
    return addresses.isTaken(email);
  }

  /**
   * Adds the account, without its address, and gives it its id. Call it in the transaction of
   * {@link #register}.
   */
  public Account add(SignupRequest request, @Nullable String hash) {
    Account account = accounts.add(new Account(request.username(), hash, database.now()));
    account.attributes().putAll(request.attributes());
    return account;
  }

  /**
   * Adds the first address of a new account, which must be its only holder: if another account has
   * just become one, the transaction is repeated.
   */
  public EmailAddress addHeld(Account account, String email) {
    database.entities().flush();
    return addresses.addHeld(account, email, true);
  }

  /**
   * Adds the first address of a new account; other accounts may have it too, but not verified.
   *
   * @param shared whether other accounts may hold it too
   * @return empty if another account has verified it: then there is no row, only a claim
   */
  Optional<EmailAddress> addUnlessVerified(Account account, String email, boolean shared) {
    boolean isVerified = addresses.isVerified(email);
    database.entities().flush();
    if (isVerified) {
      addresses.claim(account, email);
      return Optional.empty();
    }
    return Optional.of(
        shared ? addresses.add(account, email, true) : addresses.addHeld(account, email, true));
  }

  private List<Problem> taken(SignupRequest request, boolean tellTaken) {
    List<Problem> taken = new ArrayList<>();
    if (request.username() != null && accounts.findByUsername(request.username()).isPresent()) {
      taken.add(Problem.with("username", ErrorCodes.USERNAME_TAKEN));
    }
    if (tellTaken && request.email() != null && addresses.isTaken(request.email())) {
      taken.add(Problem.with("email", ErrorCodes.EMAIL_TAKEN));
    }
    return taken;
  }
}
