package dev.latchkey.flows.password;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Rejection;
import dev.latchkey.passwords.PasswordProblem;
import dev.latchkey.passwords.Passwords;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Validates and hashes new passwords. */
@Shared
public class NewPassword {

  private final Passwords passwords;
  private final EmailAddresses addresses;

  @Inject
  public NewPassword(Passwords passwords, EmailAddresses addresses) {
    this.passwords = passwords;
    this.addresses = addresses;
  }

  /**
   * The hash of a new password for an account. Call it outside of a transaction.
   *
   * @param param the name of the input with the password, for its problems
   */
  public Outcome<String> hash(String param, String password, Account account) {
    List<Problem> problems = problems(param, password, account);
    return problems.isEmpty()
        ? Outcome.done(passwords.hash(password))
        : Outcome.rejected(new Rejection.Problems(problems));
  }

  private List<Problem> problems(String param, String password, Account account) {
    List<String> attributes =
        new ArrayList<>(addresses.of(account).stream().map(EmailAddress::email).toList());
    addresses.claimsOf(account).forEach(claim -> attributes.add(claim.email()));
    attributes.add(account.username());
    return problems(param, password, attributes.toArray(String[]::new));
  }

  /** The problems of a password for a user with these attributes; null attributes are ignored. */
  public List<Problem> problems(String param, String password, @Nullable String... attributes) {
    return passwords.problems(password, attributes).stream().map(p -> problem(param, p)).toList();
  }

  private Problem problem(String param, PasswordProblem found) {
    return found == PasswordProblem.TOO_SHORT
        ? Problem.with(param, found.code(), passwords.minLength())
        : Problem.with(param, found.code());
  }
}
