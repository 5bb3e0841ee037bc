package dev.latchkey.tokens;

import dev.latchkey.Shared;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.Sessions;
import jakarta.inject.Inject;

/**
 * Revokes tokens (RFC 7009). Revoking a token of any kind ends its session and so revokes every
 * other token of that session (§2.1). An access token alone could not be revoked, because stateless
 * validation does not look it up.
 */
@Shared
public class Revocation {

  private final Database database;
  private final TokenSearch search;
  private final Sessions sessions;
  private final Audit audit;

  @Inject
  Revocation(Database database, TokenSearch search, Sessions sessions, Audit audit) {
    this.database = database;
    this.search = search;
    this.sessions = sessions;
    this.audit = audit;
  }

  /**
   * Ends the session of a token. Does nothing for a token that is invalid or another server's. Call
   * it outside of a transaction.
   *
   * @param client the client that revokes it, for the audit event
   */
  public void revoke(String token, String client) {
    search.find(token).ifPresent(found -> end(found, client));
  }

  private void end(FoundToken found, String client) {
    database.transaction(
        () -> {
          Session session = found.session();
          if (sessions.end(session)) {
            String detail = "token=" + found.use().claim() + " client=" + client;
            audit.record(AuditType.TOKEN_REVOKED, session.owner().id(), session.id(), detail);
          }
        });
  }
}
