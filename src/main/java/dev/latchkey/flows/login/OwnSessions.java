package dev.latchkey.flows.login;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.Sessions;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Lists the user's own sessions, and ends selected ones. */
@Shared
public class OwnSessions {

  private final Database database;
  private final Accounts accounts;
  private final Sessions sessions;
  private final Audit audit;

  @Inject
  public OwnSessions(Database database, Accounts accounts, Sessions sessions, Audit audit) {
    this.database = database;
    this.accounts = accounts;
    this.sessions = sessions;
    this.audit = audit;
  }

  public List<Session> list(Account account) {
    return sessions.of(account);
  }

  /**
   * Ends sessions of an account, and with them every login that is pending elsewhere.
   *
   * @return the remaining sessions; empty, without an effect, if one of the ids is not a session of
   *     the account
   */
  public Optional<List<Session>> end(Account account, Collection<Long> ids) {
    return database.transaction(
        () -> {
          accounts.lock(account.id()); // so that no pending login completes meanwhile
          List<Session> own = sessions.of(account);
          if (!own.stream().map(Session::id).toList().containsAll(ids)) {
            return Optional.empty();
          }
          own.stream().filter(s -> ids.contains(s.id())).forEach(this::end);
          sessions.endPending(account);
          return Optional.of(own.stream().filter(s -> !ids.contains(s.id())).toList());
        });
  }

  private void end(Session session) {
    if (sessions.end(session)) {
      audit.record(AuditType.SESSION_ENDED, session.owner().id(), session.id());
    }
  }
}
