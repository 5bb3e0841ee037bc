package dev.latchkey.tokens;

import dev.latchkey.Shared;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.crypto.TokenDigest;
import dev.latchkey.metrics.Counter;
import dev.latchkey.metrics.Counters;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.settings.JwtSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Exchanges a refresh token for the next one of its lineage (RFC 9700 §4.14.2).
 *
 * <p>Of many requests with one token, exactly one rotates it: the one whose conditional update
 * finds it unrotated. The session's row is locked before the token's, in the same order as
 * everything that ends a session.
 */
@Shared
class RefreshRotation {

  /**
   * How long after the first use a second one may come from an honest client that lost the
   * response.
   */
  private static final Duration NO_THEFT_WITHIN = Duration.ofSeconds(10);

  private final Database database;
  private final Sessions sessions;
  private final Subjects subjects;
  private final Audit audit;
  private final Counter outcomes;
  private final boolean rotate;
  private final boolean detectReuse;
  private final Duration reuseInterval;

  @Inject
  RefreshRotation(
      Database database,
      Sessions sessions,
      Subjects subjects,
      Audit audit,
      Counters counters,
      Settings settings) {
    this.database = database;
    this.sessions = sessions;
    this.subjects = subjects;
    this.audit = audit;
    this.outcomes = counters.refreshes();
    this.rotate = settings.get(JwtSettings.ROTATE_REFRESH_TOKEN);
    this.detectReuse = settings.get(JwtSettings.REFRESH_TOKEN_REUSE_DETECTION);
    this.reuseInterval = settings.get(JwtSettings.REFRESH_TOKEN_REUSE_INTERVAL);
  }

  /**
   * Stores the first refresh token of a lineage, in the transaction that authenticates the session.
   */
  void begin(TokenStamp stamp, Session session) {
    database.entities().persist(new RefreshToken(stamp, session, null));
  }

  /**
   * Exchanges the token in one transaction.
   *
   * @param jti the id of the token, whose signature and expiry have been verified
   * @param accountId the claim {@code sub}; a token of another account than the session's is
   *     rejected
   * @param sessionToken the session token in it
   * @param planned the stamp of the next token, if this request rotates
   */
  RefreshOutcome rotate(String jti, String accountId, String sessionToken, TokenStamp planned) {
    // Kept between attempts: if the database aborts one, a retry still knows what the first one
    // read.
    AtomicBoolean sawUnrotated = new AtomicBoolean();
    RefreshOutcome outcome =
        database.transaction(
            () -> attempt(jti, accountId, TokenDigest.sha256(sessionToken), planned, sawUnrotated));
    outcomes.increment(outcome.text());
    return outcome;
  }

  /** Counts a token that was rejected without a lookup, because it is invalid by itself. */
  void countRejected() {
    outcomes.increment(new RefreshOutcome.Rejected().text());
  }

  private RefreshOutcome attempt(
      String jti,
      String accountId,
      String sessionHash,
      TokenStamp planned,
      AtomicBoolean sawUnrotated) {
    Optional<RefreshRow> found =
        find(jti, sessionHash)
            .filter(row -> accountId.equals(Long.toString(row.owner().accountId())));
    if (found.isEmpty()) {
      return new RefreshOutcome.Rejected();
    }
    RefreshRow token = found.get();
    if (token.rotatedAt().isPresent()) {
      return sawUnrotated.get() ? again(token) : replay(token, token.rotatedAt().get());
    }
    sawUnrotated.set(true);
    return rotate ? exchange(token, sessionHash, planned) : keep(token);
  }

  private RefreshOutcome keep(RefreshRow token) {
    return sessions.used(token.sessionId())
        ? new RefreshOutcome.Kept(token.sessionEnd(), subjects.of(token.owner()))
        : new RefreshOutcome.Rejected();
  }

  private RefreshOutcome exchange(RefreshRow token, String sessionHash, TokenStamp planned) {
    TokenStamp next = planned.until(token.sessionEnd());
    if (!sessions.used(token.sessionId())) {
      return new RefreshOutcome.Rejected();
    }
    if (!markRotated(token, next)) {
      // It was unrotated when this request first read it: the requests overlapped, so they share
      // the successor.
      return find(token.jti(), sessionHash)
          .<RefreshOutcome>map(this::again)
          .orElseGet(RefreshOutcome.Rejected::new);
    }
    store(next, token);
    return new RefreshOutcome.Rotated(token.sessionEnd(), next, subjects.of(token.owner()));
  }

  private boolean markRotated(RefreshRow token, TokenStamp next) {
    return 1
        == entities()
            .createNativeQuery(
                "UPDATE refresh_token SET rotated_at = ?1, successor_jti = ?2, successor_iat = ?3, successor_exp = ?4"
                    + " WHERE jti = ?5 AND rotated_at IS NULL")
            .setParameter(1, database.now().toEpochMilli())
            .setParameter(2, next.jti())
            .setParameter(3, next.issuedAt().toEpochMilli())
            .setParameter(4, next.expiresAt().toEpochMilli())
            .setParameter(5, token.jti())
            .executeUpdate();
  }

  /** Uses a statement, because an entity would have to be managed until the commit. */
  private void store(TokenStamp next, RefreshRow parent) {
    entities()
        .createNativeQuery(
            "INSERT INTO refresh_token (jti, session_id, parent_jti, issued_at, expires_at) VALUES (?1, ?2, ?3, ?4, ?5)")
        .setParameter(1, next.jti())
        .setParameter(2, parent.sessionId())
        .setParameter(3, parent.jti())
        .setParameter(4, next.issuedAt().toEpochMilli())
        .setParameter(5, next.expiresAt().toEpochMilli())
        .executeUpdate();
  }

  private RefreshOutcome replay(RefreshRow token, Instant rotatedAt) {
    Duration sinceRotation = Duration.between(rotatedAt, database.now());
    if (sinceRotation.compareTo(reuseInterval) <= 0 && !reuseInterval.isZero()) {
      return again(token);
    }
    if (detectReuse && sinceRotation.compareTo(NO_THEFT_WITHIN) > 0) {
      if (sessions.end(token.sessionId())) {
        audit.record(AuditType.REFRESH_TOKEN_REUSED, token.owner().accountId(), token.sessionId());
      }
      return new RefreshOutcome.Reused();
    }
    return new RefreshOutcome.Rejected();
  }

  private RefreshOutcome again(RefreshRow token) {
    TokenStamp successor = Objects.requireNonNull(token.successor());
    return subjects
        .find(token.owner())
        .<RefreshOutcome>map(
            subject -> new RefreshOutcome.Replayed(token.sessionEnd(), successor, subject))
        .orElseGet(RefreshOutcome.Rejected::new);
  }

  private Optional<RefreshRow> find(String jti, String sessionHash) {
    return RefreshRow.find(entities(), jti, sessionHash, database.now(), subjects.needGroups());
  }

  private EntityManager entities() {
    return database.entities();
  }
}
