package dev.latchkey.throttle;

import dev.latchkey.Shared;
import dev.latchkey.persistence.Database;
import dev.latchkey.settings.RateLimitSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.RateLimit;
import jakarta.inject.Inject;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds and lifts limits that run now. Counters have only a digest of what they count by, so those
 * of a subject are found by computing all digests that it can have.
 */
@Shared
public class LimitSearch {

  /** An action and one of its limits. */
  private record Configured(Action action, RateLimit limit) {}

  /** A limit, and what it counts by. */
  private record Candidate(Configured configured, String subject) {}

  private final Database database;
  private final Settings settings;
  private final int ipv6Prefix;

  @Inject
  public LimitSearch(Database database, Settings settings) {
    this.database = database;
    this.settings = settings;
    this.ipv6Prefix = settings.get(RateLimitSettings.IPV6_PREFIX);
  }

  /**
   * Limits that reject attempts now, those that do so longest first; without their subjects.
   *
   * @param most the maximum number
   */
  public List<RunningLimit> rejecting(int most) {
    Map<String, Configured> byName = new LinkedHashMap<>();
    for (Configured each : configured()) {
      byName.put(Bucket.nameOf(each.action, each.limit), each);
    }
    if (byName.isEmpty()) {
      return List.of();
    }
    List<Object> parameters = new ArrayList<>(List.of(database.now().toEpochMilli()));
    String full =
        byName.entrySet().stream()
            .map(
                each -> {
                  parameters.add(each.getKey());
                  parameters.add(each.getValue().limit.amount());
                  int last = parameters.size();
                  return "(limit_name = ?" + (last - 1) + " AND hits >= ?" + last + ")";
                })
            .collect(Collectors.joining(" OR "));
    return rows(
            "expires_at > ?1 AND ("
                + full
                + ") ORDER BY expires_at DESC, bucket OFFSET 0 ROWS FETCH FIRST "
                + most
                + " ROWS ONLY",
            parameters)
        .stream()
        .map(row -> running(row, Objects.requireNonNull(byName.get((String) row[3])), null))
        .toList();
  }

  /**
   * Limits that have counted attempts of one of these subjects in a window that is still open.
   *
   * @param addresses addresses of clients
   * @param keys email addresses, user names, ids of clients
   * @param accounts ids of accounts
   */
  public List<RunningLimit> of(
      Collection<String> addresses, Collection<String> keys, Collection<Long> accounts) {
    Map<String, Candidate> candidates = new LinkedHashMap<>();
    for (Configured each : configured()) {
      addresses.forEach(a -> add(candidates, each, new Attempt(each.action, a, null, null)));
      keys.forEach(k -> add(candidates, each, new Attempt(each.action, null, k, null)));
      accounts.forEach(id -> add(candidates, each, new Attempt(each.action, null, null, id)));
    }
    if (candidates.isEmpty()) {
      return List.of();
    }
    List<Object> parameters = new ArrayList<>(List.of(database.now().toEpochMilli()));
    parameters.addAll(candidates.keySet());
    String places =
        IntStream.rangeClosed(2, parameters.size())
            .mapToObj(i -> "?" + i)
            .collect(Collectors.joining(", "));
    Map<String, Object[]> found = new HashMap<>();
    rows("expires_at > ?1 AND hits > 0 AND bucket IN (" + places + ")", parameters)
        .forEach(row -> found.put((String) row[0], row));
    return candidates.entrySet().stream()
        .filter(each -> found.containsKey(each.getKey()))
        .map(
            each ->
                running(
                    Objects.requireNonNull(found.get(each.getKey())),
                    each.getValue().configured,
                    each.getValue().subject))
        .toList();
  }

  /**
   * Clears a counter.
   *
   * @return whether it has counted attempts in a window that is still open
   */
  public boolean lift(String id) {
    long now = database.now().toEpochMilli();
    return 1
        == database.<Integer>transaction(
            () ->
                database
                    .entities()
                    .createNativeQuery(
                        "UPDATE rate_counter SET hits = 0, expires_at = ?1"
                            + " WHERE bucket = ?2 AND hits > 0 AND expires_at > ?3"
                            + " AND (limit_name IS NULL OR limit_name <> 'FIRST')")
                    .setParameter(1, now)
                    .setParameter(2, id)
                    .setParameter(3, now)
                    .executeUpdate());
  }

  private List<Configured> configured() {
    List<Configured> all = new ArrayList<>();
    for (Action action : Action.values()) {
      settings.get(action.setting()).forEach(limit -> all.add(new Configured(action, limit)));
    }
    return all;
  }

  private void add(Map<String, Candidate> candidates, Configured each, Attempt attempt) {
    String subject = attempt.subject(each.limit.scope(), ipv6Prefix);
    if (subject != null) {
      candidates.put(
          Bucket.of(each.action, each.limit, subject).id(),
          new Candidate(each, Attempt.shown(each.limit.scope(), subject)));
    }
  }

  private List<Object[]> rows(String where, List<Object> parameters) {
    return database.transaction(
        () -> {
          Query select =
              database
                  .entities()
                  .createNativeQuery(
                      "SELECT bucket, hits, expires_at, limit_name FROM rate_counter WHERE "
                          + where);
          for (int i = 0; i < parameters.size(); i++) {
            select.setParameter(i + 1, parameters.get(i));
          }
          List<?> found = select.getResultList();
          return found.stream().map(row -> (Object[]) row).toList();
        });
  }

  private static RunningLimit running(Object[] row, Configured each, @Nullable String subject) {
    return new RunningLimit(
        (String) row[0],
        each.action,
        each.limit,
        subject,
        ((Number) row[1]).intValue(),
        Instant.ofEpochMilli(((Number) row[2]).longValue()));
  }
}
