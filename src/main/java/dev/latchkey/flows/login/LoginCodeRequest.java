package dev.latchkey.flows.login;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.flows.Attempts;
import dev.latchkey.flows.EnumerationRules;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Problem;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.PendingLogin;
import dev.latchkey.sessions.Session;
import dev.latchkey.texts.ErrorCodes;
import dev.latchkey.throttle.Action;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Requests a login code. */
@Shared
public class LoginCodeRequest {

  private final Database database;
  private final Attempts attempts;
  private final EmailAddresses addresses;
  private final EnumerationRules enumeration;
  private final LoginCodes codes;
  private final LoginProgress progress;

  @Inject
  public LoginCodeRequest(
      Database database,
      Attempts attempts,
      EmailAddresses addresses,
      EnumerationRules enumeration,
      LoginCodes codes,
      LoginProgress progress) {
    this.database = database;
    this.attempts = attempts;
    this.addresses = addresses;
    this.enumeration = enumeration;
    this.codes = codes;
    this.progress = progress;
  }

  /**
   * Sends a code to the owner of an address; if no account has it, the outcome is the same. Call it
   * outside of a transaction.
   */
  public Outcome<LoginOutcome> request(String email, Optional<Session> current) {
    return attempts.about(
        Action.REQUEST_LOGIN_CODE, email, () -> database.transaction(() -> begin(email, current)));
  }

  private Outcome<LoginOutcome> begin(String email, Optional<Session> current) {
    Optional<Account> account = accountOf(email);
    if (account.isEmpty() && !enumeration.hideAccounts()) {
      return Outcome.rejected(Problem.with("email", ErrorCodes.UNKNOWN_EMAIL));
    }
    Long id = account.map(Account::id).orElse(null);
    PendingLogin login = new PendingLogin(id, List.of(), email, database.now());
    OpenSession pending = progress.pend(login, LoginCodeStage.FLOW, current);
    Session session = pending.session();
    session.remember(session.state().with(codes.send(email, id)));
    return Outcome.done(new LoginOutcome.Pending(pending, true));
  }

  private Optional<Account> accountOf(String email) {
    return addresses.candidates(email).stream()
        .map(EmailAddress::account)
        .filter(Account::isActive)
        .findFirst();
  }
}
