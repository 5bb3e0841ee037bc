package dev.latchkey.tokens.rotation;

import dev.latchkey.jose.AuthenticationClaims;
import dev.latchkey.sessions.LiveSession;
import dev.latchkey.sessions.StateAsJson;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A refresh token of a live session, with everything that its exchange needs, read by one
 * statement.
 *
 * @param rotatedAt when it was exchanged; empty while it is valid
 * @param successor the next token of the lineage, if there is one
 * @param authentication how and when the session's user authenticated
 * @param sessionEnd when the session expires, used or not
 */
public record RefreshRow(
    String jti,
    Optional<Instant> rotatedAt,
    @Nullable TokenStamp successor,
    long sessionId,
    Instant sessionEnd,
    AuthenticationClaims authentication,
    Owner owner) {

  private static final String COLUMNS =
      "SELECT r.rotated_at, r.successor_jti, r.successor_iat, r.successor_exp, s.id AS session_id,"
          + " s.expires_at AS session_end, a.id AS account_id, a.username, e.email, s.state,"
          + " s.created";

  private static final int STATE = 9;
  private static final int GROUP = 11;

  private static final StateAsJson STATES = new StateAsJson();

  /**
   * Derby locks a row that it has read while it waits for the next one. The fixed order makes it
   * lock the session first, too.
   */
  private static final String TABLES =
      " FROM --DERBY-PROPERTIES joinOrder=FIXED\n"
          + " session s JOIN refresh_token r ON r.session_id = s.id JOIN account a ON a.id = s.account_id";

  private static final String WITH_ADDRESS =
      " LEFT JOIN email_address e ON e.account_id = a.id AND e.is_primary = ?7 AND e.verified = ?8";
  private static final String WITH_GROUPS = " LEFT JOIN account_group g ON g.account_id = a.id";
  private static final String CONDITION =
      " WHERE r.jti = ?1 AND s.token_hash = ?2 AND r.expires_at > ?3 AND "
          + LiveSession.condition("?4", "?5", "?6");

  private static final String SHORT = COLUMNS + TABLES + WITH_ADDRESS + CONDITION;
  private static final String LONG =
      COLUMNS + ", g.name AS group_name" + TABLES + WITH_ADDRESS + WITH_GROUPS + CONDITION;

  /**
   * Finds it, if neither it nor its session has expired or ended, and the session's account is
   * active.
   *
   * @param withGroups whether to read the owner's groups as well
   */
  static Optional<RefreshRow> find(
      EntityManager entities, String jti, String sessionHash, Instant now, boolean withGroups) {
    Query query =
        entities
            .createNativeQuery(withGroups ? LONG : SHORT)
            .setParameter(1, jti)
            .setParameter(2, sessionHash)
            .setParameter(3, now.toEpochMilli())
            .setParameter(4, now.toEpochMilli())
            .setParameter(5, now.toEpochMilli())
            .setParameter(6, true)
            .setParameter(7, true)
            .setParameter(8, true);
    List<?> rows = query.getResultList();
    return rows.isEmpty() ? Optional.empty() : Optional.of(of(jti, rows, withGroups));
  }

  /**
   * Reads it from rows that begin with the columns above, each followed by one group if {@code
   * withGroups}.
   */
  static RefreshRow of(String jti, List<?> rows, boolean withGroups) {
    Object[] first = (Object[]) rows.get(0);
    Set<String> groups = withGroups ? groups(rows) : Set.of();
    return new RefreshRow(
        jti,
        Optional.ofNullable(first[0]).map(RefreshRow::time),
        first[1] == null ? null : new TokenStamp((String) first[1], time(first[2]), time(first[3])),
        ((Number) first[4]).longValue(),
        time(first[5]),
        STATES
            .convertToEntityAttribute((String) first[STATE])
            .authentication(time(first[STATE + 1])),
        new Owner(
            ((Number) first[6]).longValue(),
            Optional.ofNullable((String) first[7]),
            Optional.ofNullable((String) first[8]),
            groups));
  }

  /** Each row has one group. */
  private static Set<String> groups(List<?> rows) {
    return rows.stream()
        .map(row -> (String) ((Object[]) row)[GROUP])
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static Instant time(Object millis) {
    return Instant.ofEpochMilli(((Number) millis).longValue());
  }
}
