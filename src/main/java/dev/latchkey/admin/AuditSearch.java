package dev.latchkey.admin;

import dev.latchkey.Shared;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditType;
import dev.latchkey.persistence.Database;
import jakarta.inject.Inject;
import jakarta.persistence.TypedQuery;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads audit events for administrators. */
@Shared
public class AuditSearch {

  private final Database database;
  private final Audit audit;

  @Inject
  public AuditSearch(Database database, Audit audit) {
    this.database = database;
    this.audit = audit;
  }

  /** The events that match, the latest first. Then records that they were read. */
  public List<AuditEvent> list(AuditQuery query, Admin admin) {
    return database.transaction(
        () -> {
          List<AuditEvent> events = events(query);
          audit.record(
              AuditType.ADMIN_READ_AUDIT, query.account().orElse(null), null, admin.asActor());
          return events;
        });
  }

  /**
   * Passes all events that match to a reader, the latest first, in pages: each is read in a
   * transaction of its own, so that neither memory nor a transaction grows with their number.
   * Records first that they are read. Call it outside of a transaction.
   *
   * @throws IOException that the reader throws
   */
  public void export(AuditQuery query, Admin admin, Reader reader) throws IOException {
    audit.record(
        AuditType.ADMIN_EXPORTED_AUDIT, query.account().orElse(null), null, admin.asActor());
    AuditQuery next = query;
    List<AuditEvent> page;
    do {
      AuditQuery current = next;
      page = database.transaction(() -> events(current));
      for (AuditEvent event : page) {
        reader.read(event);
        next = query.page(Optional.of(event.id()), query.limit());
      }
    } while (page.size() == query.limit());
  }

  /** Reads the events of an export. */
  public interface Reader {

    void read(AuditEvent event) throws IOException;
  }

  private List<AuditEvent> events(AuditQuery query) {
    StringBuilder where = new StringBuilder("e.id > 0");
    Map<String, Object> parameters = new LinkedHashMap<>();
    query
        .account()
        .ifPresent(id -> add(where, parameters, "e.accountId = :account", "account", id));
    query.type().ifPresent(type -> add(where, parameters, "e.type = :type", "type", type));
    query
        .address()
        .ifPresent(address -> add(where, parameters, "e.address = :address", "address", address));
    query
        .failure()
        .ifPresent(
            failure ->
                add(
                    where,
                    parameters,
                    failure ? "e.type IN :failures" : "e.type NOT IN :failures",
                    "failures",
                    AuditType.failures()));
    query.since().ifPresent(since -> add(where, parameters, "e.at >= :since", "since", since));
    query.until().ifPresent(until -> add(where, parameters, "e.at < :until", "until", until));
    query.before().ifPresent(before -> add(where, parameters, "e.id < :before", "before", before));
    TypedQuery<AuditEvent> select =
        database
            .entities()
            .createQuery(
                "SELECT e FROM AuditEvent e WHERE " + where + " ORDER BY e.id DESC",
                AuditEvent.class)
            .setMaxResults(query.limit());
    parameters.forEach(select::setParameter);
    return select.getResultList();
  }

  private static void add(
      StringBuilder where,
      Map<String, Object> parameters,
      String condition,
      String name,
      Object value) {
    where.append(" AND ").append(condition);
    parameters.put(name, value);
  }
}
