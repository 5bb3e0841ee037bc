package dev.latchkey.admin;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.Sessions;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Lists the sessions of an account, and ends one of them. */
@Shared
public class SessionControl {

  /** The maximum number that is listed. */
  static final int MOST = 200;

  private static final Comparator<Session> LATEST_FIRST =
      Comparator.comparing(Session::lastSeen).thenComparing(Session::id).reversed();

  private final Database database;
  private final Accounts accounts;
  private final Sessions sessions;
  private final Audit audit;

  @Inject
  public SessionControl(Database database, Accounts accounts, Sessions sessions, Audit audit) {
    this.database = database;
    this.accounts = accounts;
    this.sessions = sessions;
    this.audit = audit;
  }

  /** The live sessions, the latest used first; empty if there is no such account. */
  public Optional<List<Session>> list(long id, Admin admin) {
    return database.transaction(
        () -> {
          Optional<Account> account = accounts.find(id);
          account.ifPresent(
              a -> audit.record(AuditType.ADMIN_LISTED_SESSIONS, id, null, admin.asActor()));
          return account.map(
              a -> sessions.of(a).stream().sorted(LATEST_FIRST).limit(MOST).toList());
        });
  }

  /**
   * Ends one session and revokes its tokens.
   *
   * @return whether the account has such a session
   */
  public boolean end(long id, long session, Admin admin) {
    return database.transaction(
        () ->
            accounts
                .lockAny(id)
                .filter(
                    account -> sessions.of(account).stream().anyMatch(s -> s.id().equals(session)))
                .filter(account -> sessions.end(session))
                .map(
                    account -> {
                      audit.record(AuditType.ADMIN_ENDED_SESSION, id, session, admin.asActor());
                      return true;
                    })
                .orElse(false));
  }
}
