package dev.latchkey.flows.login;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.Sessions;
import jakarta.inject.Inject;

/** Ends the user's own session. */
@Shared
public class Logout {

  private final Database database;
  private final Sessions sessions;
  private final Audit audit;

  @Inject
  public Logout(Database database, Sessions sessions, Audit audit) {
    this.database = database;
    this.sessions = sessions;
    this.audit = audit;
  }

  /** Ends the session, and with it every token issued in it, before it returns. */
  public void end(Session session) {
    database.transaction(
        () -> {
          Account account = session.account();
          if (sessions.end(session) && account != null) {
            audit.record(AuditType.LOGGED_OUT, account.id(), session.id());
          }
        });
  }
}
