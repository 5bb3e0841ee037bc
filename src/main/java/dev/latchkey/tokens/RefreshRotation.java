package dev.latchkey.tokens;

import dev.latchkey.Shared;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.keys.TokenDigest;
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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The exchange of a refresh token for the next one of its lineage (RFC 9700 §4.14.2).
 *
 * <p>Of many requests with one token exactly one rotates: the one whose conditional update finds it
 * unrotated. The session's row is locked before the token's, as everything that ends a session does.
 */
@Shared
class RefreshRotation {

  /** How soon a second use still may be an honest client whose answer got lost. */
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
      Database database, Sessions sessions, Subjects subjects, Audit audit, Counters counters, Settings settings) {
    this.database = database;
    this.sessions = sessions;
    this.subjects = subjects;
    this.audit = audit;
    this.outcomes = counters.refreshes();
    this.rotate = settings.get(JwtSettings.ROTATE_REFRESH_TOKEN);
    this.detectReuse = settings.get(JwtSettings.REFRESH_TOKEN_REUSE_DETECTION);
    this.reuseInterval = settings.get(JwtSettings.REFRESH_TOKEN_REUSE_INTERVAL);
  }

  /** Stores the first refresh token of a lineage, in the transaction that authenticates the session. */
  void begin(TokenStamp stamp, Session session) {
    database.entities().persist(new RefreshToken(stamp, session, null));
  }

  /**
   * Exchanges the token in one transaction.
   *
   * @param jti which token it is; its signature and expiry are verified already
   * @param sessionToken the session token that it carries
   * @param planned the stamp of the next token, should this request be the one that rotates
   */
  RefreshOutcome rotate(String jti, String sessionToken, TokenStamp planned) {
    // Outlives an attempt: when the database has the work repeated, the first look still was the first.
    AtomicBoolean sawUnrotated = new AtomicBoolean();
    RefreshOutcome outcome =
        database.transaction(() -> attempt(jti, TokenDigest.sha256(sessionToken), planned, sawUnrotated));
    outcomes.increment(outcome.text());
    return outcome;
  }

  /** Counts a token that is good for nothing by itself, and so was not looked up. */
  void countRefused() {
    outcomes.increment(new RefreshOutcome.Refused().text());
  }

  private RefreshOutcome attempt(String jti, String sessionHash, TokenStamp planned, AtomicBoolean sawUnrotated) {
    Optional<RefreshToken> found = find(jti, sessionHash);
    if (found.isEmpty()) {
      return new RefreshOutcome.Refused();
    }
    RefreshToken token = found.get();
    if (token.isRotated()) {
      return sawUnrotated.get() ? again(token) : replay(token);
    }
    sawUnrotated.set(true);
    return rotate ? exchange(token, planned) : keep(token.session());
  }

  private RefreshOutcome keep(Session session) {
    return sessions.used(session)
        ? new RefreshOutcome.Kept(session, subjects.of(session.account()))
        : new RefreshOutcome.Refused();
  }

  private RefreshOutcome exchange(RefreshToken token, TokenStamp planned) {
    Session session = token.session();
    TokenStamp next = planned.until(session.expiresAt());
    if (!sessions.used(session)) {
      return new RefreshOutcome.Refused();
    }
    if (!markRotated(token, next)) {
      // It was unrotated when this request first looked: the two overlapped, and share the successor.
      entities().refresh(token);
      return again(token);
    }
    entities().persist(new RefreshToken(next, session, token.jti()));
    return new RefreshOutcome.Rotated(session, next, subjects.of(session.account()));
  }

  private boolean markRotated(RefreshToken token, TokenStamp next) {
    return 1
        == entities()
            .createQuery(
                "UPDATE RefreshToken r SET r.rotatedAt = :now, r.successorJti = :jti,"
                    + " r.successorIat = :iat, r.successorExp = :exp"
                    + " WHERE r.jti = :old AND r.rotatedAt IS NULL")
            .setParameter("now", database.now())
            .setParameter("jti", next.jti())
            .setParameter("iat", next.issuedAt())
            .setParameter("exp", next.expiresAt())
            .setParameter("old", token.jti())
            .executeUpdate();
  }

  private RefreshOutcome replay(RefreshToken token) {
    Duration sinceRotation = Duration.between(token.rotatedAt(), database.now());
    if (sinceRotation.compareTo(reuseInterval) <= 0 && !reuseInterval.isZero()) {
      return again(token);
    }
    if (detectReuse && sinceRotation.compareTo(NO_THEFT_WITHIN) > 0) {
      Session session = token.session();
      if (sessions.end(session)) {
        audit.record(AuditType.REFRESH_TOKEN_REUSED, session.account().id(), session.id());
      }
      return new RefreshOutcome.Reused();
    }
    return new RefreshOutcome.Refused();
  }

  private RefreshOutcome again(RefreshToken token) {
    Session session = token.session();
    return new RefreshOutcome.Replayed(session, token.successor(), subjects.of(session.account()));
  }

  private Optional<RefreshToken> find(String jti, String sessionHash) {
    Instant now = database.now();
    return entities()
        .createQuery(
            "SELECT r FROM RefreshToken r JOIN FETCH r.session s JOIN FETCH s.account"
                + " WHERE r.jti = :jti AND s.tokenHash = :hash",
            RefreshToken.class)
        .setParameter("jti", jti)
        .setParameter("hash", sessionHash)
        .getResultStream()
        .findFirst()
        .filter(r -> r.session().isLive(now))
        .filter(r -> now.isBefore(r.expiresAt()));
  }

  private EntityManager entities() {
    return database.entities();
  }
}
