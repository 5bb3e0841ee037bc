package dev.latchkey.admin;

import dev.latchkey.Shared;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditType;
import dev.latchkey.persistence.Database;
import jakarta.inject.Inject;
import jakarta.persistence.TypedQuery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
              AuditType.ADMIN_READ_AUDIT, query.account().orElse(null), null, admin.asDetail());
          return events;
        });
  }

  private List<AuditEvent> events(AuditQuery query) {
    StringBuilder where = new StringBuilder("e.id > 0");
    Map<String, Object> parameters = new LinkedHashMap<>();
    query
        .account()
        .ifPresent(id -> add(where, parameters, "e.accountId = :account", "account", id));
    query.type().ifPresent(type -> add(where, parameters, "e.type = :type", "type", type));
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
