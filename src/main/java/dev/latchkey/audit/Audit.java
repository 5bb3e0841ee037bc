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
    record(new What(type, account, session, null, null));
  }

  /**
   * As {@link #record(AuditType, Long, Long)}.
   *
   * @param detail further information; never a token, a code or a password
   */
  public void record(
      AuditType type, @Nullable Long account, @Nullable Long session, @Nullable String detail) {
    record(new What(type, account, session, detail, null));
  }

  /**
   * Records what an administrator does.
   *
   * @param account the id of the account it happens to
   * @param session the id of the session it happens to; their own is in {@code by}
   * @param by who does it, for the detail and the log
   */
  public void record(AuditType type, @Nullable Long account, @Nullable Long session, Actor by) {
    record(new What(type, account, session, by.text(), by));
  }

  /**
   * As {@link #record(AuditType, Long, Long, Actor)}.
   *
   * @param more further information for the detail; never a token, a code or a password
   */
  public void record(
      AuditType type, @Nullable Long account, @Nullable Long session, Actor by, String more) {
    record(new What(type, account, session, by.text() + " " + more, by));
  }

  private record What(
      AuditType type,
      @Nullable Long account,
      @Nullable Long session,
      @Nullable String detail,
      @Nullable Actor by) {}

  private void record(What what) {
    RequestContext client = RequestContext.current();
    database.transaction(
        () -> {
          Instant now = database.now();
          AuditEvent event =
              new AuditEvent(
                  now,
                  what.type,
                  what.account,
                  what.session,
                  client,
                  what.detail,
                  now.plus(retention));
          store(event);
          observers.accept(event);
          database.afterCommit(() -> log(event, client, what.by));
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

  /** Who acted is in the line; the rest of the detail is not, since it may contain addresses. */
  private static void log(AuditEvent event, RequestContext client, @Nullable Actor by) {
    LOG.log(
        Level.INFO,
        "event={0} account={1} session={2} address={3}{4}",
        event.type(),
        String.valueOf(event.accountId()),
        String.valueOf(event.sessionId()),
        client.address(),
        by == null ? "" : " " + by.text());
  }
}
