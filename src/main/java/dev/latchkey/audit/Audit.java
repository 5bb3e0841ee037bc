package dev.latchkey.audit;

import dev.latchkey.Shared;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.IdBlock;
import dev.latchkey.request.RequestContext;
import dev.latchkey.settings.ServerSettings;
import dev.latchkey.settings.Settings;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Records audit events. */
@Shared
public class Audit {

  private static final Logger LOG = System.getLogger("dev.latchkey.audit");

  private final Database database;
  private final Consumer<AuditEvent> observers;
  private final Duration retention;
  private final IdBlock ids = new IdBlock("audit_event_seq");

  @Inject
  Audit(Database database, Settings settings, Event<AuditEvent> observers) {
    this(database, settings, observers::fire);
  }

  /** For use without a container. */
  public Audit(Database database, Settings settings, Consumer<AuditEvent> observers) {
    this.database = database;
    this.observers = observers;
    this.retention = settings.get(ServerSettings.AUDIT_RETENTION);
  }

  /**
   * Records an event, with the client of the current request, in the current transaction or else in
   * one of its own.
   *
   * @param account the id of the account it happened to
   * @param session the id of the session it happened in
   */
  public void record(AuditType type, @Nullable Long account, @Nullable Long session) {
    record(type, account, session, null);
  }

  /**
   * As {@link #record(AuditType, Long, Long)}.
   *
   * @param detail further information; never a token, a code or a password
   */
  public void record(
      AuditType type, @Nullable Long account, @Nullable Long session, @Nullable String detail) {
    RequestContext client = RequestContext.current();
    database.transaction(
        () -> {
          Instant now = database.now();
          AuditEvent event =
              new AuditEvent(now, type, account, session, client, detail, now.plus(retention));
          store(event);
          observers.accept(event);
          database.afterCommit(() -> log(event, client));
        });
  }

  /** PostgreSQL inserts it with other changes at the end of the transaction. */
  private void store(AuditEvent event) {
    if (database.isPostgresql()) {
      database.atEnd(event.insertion(ids.next(database.entities())));
    } else {
      database.entities().persist(event);
    }
  }

  private static void log(AuditEvent event, RequestContext client) {
    LOG.log(
        Level.INFO,
        "event={0} account={1} session={2} address={3}",
        event.type(),
        String.valueOf(event.accountId()),
        String.valueOf(event.sessionId()),
        client.address());
  }
}
