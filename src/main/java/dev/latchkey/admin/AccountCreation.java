package dev.latchkey.admin;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.accounts.emails.AddressProof;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Refusal;
import dev.latchkey.passwords.PasswordProblem;
import dev.latchkey.passwords.Passwords;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.Failures;
import dev.latchkey.texts.ErrorCodes;
import dev.latchkey.tokens.TokenSize;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Creates accounts for others. */
@Shared
public class AccountCreation {

  private final Database database;
  private final Accounts accounts;
  private final EmailAddresses addresses;
  private final Passwords passwords;
  private final TokenSize size;
  private final Audit audit;

  @Inject
  public AccountCreation(
      Database database,
      Accounts accounts,
      EmailAddresses addresses,
      Passwords passwords,
      TokenSize size,
      Audit audit) {
    this.database = database;
    this.accounts = accounts;
    this.addresses = addresses;
    this.passwords = passwords;
    this.size = size;
    this.audit = audit;
  }

  /**
   * Creates the account, without a session and without sending mail. Call it outside of a
   * transaction.
   *
   * @return its id
   */
  public Outcome<Long> create(NewAccount wanted, Admin admin) {
    List<Problem> problems = new ArrayList<>(taken(wanted));
    problems.addAll(passwordProblems(wanted));
    if (!problems.isEmpty()) {
      return Outcome.refused(new Refusal.Problems(problems));
    }
    String hash = wanted.password() == null ? null : passwords.hash(wanted.password());
    try {
      return database.transaction(() -> Outcome.done(add(wanted, hash, admin)));
    } catch (TokenTooLong e) {
      String param = wanted.attributes().isEmpty() ? "groups" : "attributes";
      return Outcome.refused(Problem.with(param, ErrorCodes.TOKEN_TOO_LONG, TokenSize.MAX));
    } catch (RuntimeException e) {
      if (!Failures.isConstraintViolation(e)) {
        throw e;
      }
      List<Problem> late = taken(wanted);
      return late.isEmpty() // an unproven extra of another account held the address for a moment
          ? database.transaction(() -> Outcome.done(add(wanted, hash, admin)))
          : Outcome.refused(new Refusal.Problems(late));
    }
  }

  private long add(NewAccount wanted, String hash, Admin admin) {
    Instant now = database.now();
    Account account = accounts.add(new Account(wanted.username(), hash, now));
    account.groups().addAll(wanted.groups());
    account.attributes().putAll(wanted.attributes());
    if (wanted.email() != null) {
      database.entities().flush();
      EmailAddress address = addresses.addHeld(account, wanted.email(), true);
      if (wanted.verified()) {
        addresses.verify(address, AddressProof.ADMINISTRATOR);
      }
    }
    if (size.of(account) > TokenSize.MAX) {
      throw new TokenTooLong();
    }
    audit.record(AuditType.ADMIN_CREATED_ACCOUNT, account.id(), null, admin.asDetail());
    return account.id();
  }

  private List<Problem> taken(NewAccount wanted) {
    List<Problem> taken = new ArrayList<>();
    if (wanted.username() != null && accounts.findByUsername(wanted.username()).isPresent()) {
      taken.add(Problem.with("username", ErrorCodes.USERNAME_TAKEN));
    }
    if (wanted.email() != null && addresses.isTaken(wanted.email())) {
      taken.add(Problem.with("email", ErrorCodes.EMAIL_TAKEN));
    }
    return taken;
  }

  private List<Problem> passwordProblems(NewAccount wanted) {
    if (wanted.password() == null) {
      return List.of();
    }
    return passwords.problems(wanted.password(), wanted.email(), wanted.username()).stream()
        .map(
            p ->
                p == PasswordProblem.TOO_SHORT
                    ? Problem.with("password", p.code(), passwords.minLength())
                    : Problem.with("password", p.code()))
        .toList();
  }
}
