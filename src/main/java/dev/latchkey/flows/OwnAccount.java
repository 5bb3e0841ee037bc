package dev.latchkey.flows;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.Sessions;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.BiFunction;

/** Lets the user of a session change their account, one change at a time. */
@Shared
public class OwnAccount {

  private final Database database;
  private final Accounts accounts;
  private final Sessions sessions;

  @Inject
  public OwnAccount(Database database, Accounts accounts, Sessions sessions) {
    this.database = database;
    this.accounts = accounts;
    this.sessions = sessions;
  }

  /**
   * Makes a change in one transaction, with the account locked and then the session.
   *
   * @param seen the session as the request found it
   * @return the outcome of the change; {@link Rejection.Gone} if the session has ended or the
   *     account was deactivated since then
   */
  public <T> Outcome<T> change(Session seen, BiFunction<Account, Session, Outcome<T>> change) {
    return database.transaction(
        () -> {
          Optional<Account> account = accounts.lock(seen.owner().id());
          Optional<Session> session = account.flatMap(a -> sessions.lock(seen));
          return session.isPresent()
              ? change.apply(account.get(), session.get())
              : Outcome.rejected(new Rejection.Gone());
        });
  }
}
