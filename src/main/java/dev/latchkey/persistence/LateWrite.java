package dev.latchkey.persistence;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change that nothing else in its transaction reads, such as the insertion of an audit event. It
 * can wait for the end of the transaction, and there be part of one statement with others ({@link
 * Database#atEnd}).
 *
 * @param table the table that it changes
 * @param sql an {@code INSERT}, {@code UPDATE} or {@code DELETE}, with {@code ?} for each parameter
 *     and nowhere else
 * @param parameters texts and numbers, in the order of the statement
 */
public record LateWrite(String table, String sql, List<? extends @Nullable Object> parameters) {

  /**
   * Executes changes in their order.
   *
   * @param together whether several may be one statement, as in PostgreSQL. Its parts do not see
   *     each other's changes, so each changes another table
   */
  static void execute(EntityManager entities, List<LateWrite> writes, boolean together) {
    Map<String, LateWrite> next = new LinkedHashMap<>();
    for (LateWrite write : writes) {
      if (!next.isEmpty() && (!together || next.containsKey(write.table))) {
        executeAsOne(entities, next);
        next.clear();
      }
      next.put(write.table, write);
    }
    if (!next.isEmpty()) {
      executeAsOne(entities, next);
    }
  }

  private static void executeAsOne(EntityManager entities, Map<String, LateWrite> byTable) {
    List<Object> values = new ArrayList<>();
    List<String> parts = byTable.values().stream().map(write -> write.numbered(values)).toList();
    Query query = entities.createNativeQuery(joined(parts));
    for (int i = 0; i < values.size(); i++) {
      query.setParameter(i + 1, values.get(i));
    }
    query.executeUpdate();
  }

  private static String joined(List<String> parts) {
    StringBuilder sql = new StringBuilder();
    for (int i = 0; i < parts.size() - 1; i++) {
      sql.append(i == 0 ? "WITH " : ", ").append("part").append(i).append(" AS (");
      sql.append(parts.get(i)).append(')');
    }
    return sql.append(parts.size() > 1 ? " " : "").append(parts.get(parts.size() - 1)).toString();
  }

  /**
   * The statement with numbered parameters. Null is written out, because JPA providers give it a
   * type that PostgreSQL may reject.
   *
   * @param values the values of all parameters so far, to which it adds its own
   */
  private String numbered(List<Object> values) {
    StringBuilder numbered = new StringBuilder();
    Iterator<? extends @Nullable Object> remaining = parameters.iterator();
    for (char c : sql.toCharArray()) {
      if (c != '?') {
        numbered.append(c);
        continue;
      }
      Object value = remaining.next();
      if (value == null) {
        numbered.append("NULL");
      } else {
        values.add(value);
        numbered.append('?').append(values.size());
      }
    }
    return numbered.toString();
  }
}
