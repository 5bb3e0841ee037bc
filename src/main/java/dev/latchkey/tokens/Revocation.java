package dev.latchkey.tokens;

import dev.latchkey.Shared;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.Sessions;
import jakarta.inject.Inject;

/**
 * Takes tokens back (RFC 7009). Whatever kind it is, the session it came from ends, and every other
 * token of it ends as well (§2.1): an access token alone could not be taken back where nobody looks
 * it up.
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
   * Ends the session of a token; one that is not ours, or no longer, is nothing to do about. Call
   * it outside of a transaction.
   *
   * @param client who asks for it, for the record
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
