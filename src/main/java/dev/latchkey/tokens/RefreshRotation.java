package dev.latchkey.tokens;

import dev.latchkey.Shared;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.metrics.Counter;
import dev.latchkey.metrics.Counters;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.LateWrite;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.settings.JwtSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.throttle.Attempt;
import dev.latchkey.throttle.Bucket;
import dev.latchkey.throttle.Permit;
import dev.latchkey.throttle.RateLimiter;
import dev.latchkey.tokens.rotation.Exchange;
import dev.latchkey.tokens.rotation.OneStatement;
import dev.latchkey.tokens.rotation.PresentedToken;
import dev.latchkey.tokens.rotation.RefreshRow;
import dev.latchkey.tokens.rotation.RotationStatements;
import dev.latchkey.tokens.rotation.SeparateStatements;
import dev.latchkey.tokens.rotation.TokenStamp;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges a refresh token for the next one of its lineage (RFC 9700 §4.14.2), by the statements
 * that the database allows, and decides what becomes of a token that was used before.
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
  private final RateLimiter limiter;
  private final RotationStatements oneStatement;
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
      RateLimiter limiter,
      Counters counters,
      Settings settings) {
    this.database = database;
    this.sessions = sessions;
    this.subjects = subjects;
    this.audit = audit;
    this.limiter = limiter;
    this.oneStatement = new OneStatement(database, sessions, subjects.needGroups());
    this.outcomes = counters.refreshes();
    this.rotate = settings.get(JwtSettings.ROTATE_REFRESH_TOKEN);
    this.detectReuse = settings.get(JwtSettings.REFRESH_TOKEN_REUSE_DETECTION);
    this.reuseInterval = settings.get(JwtSettings.REFRESH_TOKEN_REUSE_INTERVAL);
  }

  /**
   * Stores the first refresh token of a lineage, in the transaction that authenticates the session.
   */
  void begin(TokenStamp stamp, Session session) {
    database.atEnd(
        new LateWrite(
            "refresh_token",
            "INSERT INTO refresh_token (jti, session_id, issued_at, expires_at) VALUES (?, ?, ?, ?)",
            List.of(
                stamp.jti(),
                session.id(),
                stamp.issuedAt().toEpochMilli(),
                stamp.expiresAt().toEpochMilli())));
  }

  /**
   * Exchanges the token. Call it outside of a transaction.
   *
   * @param token a token whose signature and expiry have been verified
   * @param planned the stamp of the next token, if this request rotates
   * @param counted the attempt to count before the exchange, or as part of it; empty if it has been
   *     counted
   */
  RefreshOutcome rotate(PresentedToken token, TokenStamp planned, Optional<Attempt> counted) {
    RotationStatements way = statements();
    Optional<Bucket> within =
        way.areOne() ? counted.flatMap(limiter::onlyBucket) : Optional.empty();
    if (within.isEmpty() && count(counted) instanceof Permit.Denied denied) {
      return new RefreshOutcome.Limited(denied.retryAfter());
    }
    Optional<TokenStamp> next = rotate ? Optional.of(planned) : Optional.empty();
    RefreshOutcome outcome =
        way.areOne()
            ? outcome(way.exchange(token, next, within))
            : database.transaction(() -> outcome(way.exchange(token, next, within)));
    if (outcome instanceof RefreshOutcome.Limited) {
      counted.ifPresent(attempt -> limiter.noteDenial(attempt.action()));
    } else {
      outcomes.increment(outcome.text());
    }
    return outcome;
  }

  /**
   * Counts a token that was rejected without a lookup, because it is invalid by itself.
   *
   * @param counted as in {@link #rotate}
   */
  RefreshOutcome reject(Optional<Attempt> counted) {
    if (count(counted) instanceof Permit.Denied denied) {
      return new RefreshOutcome.Limited(denied.retryAfter());
    }
    RefreshOutcome outcome = new RefreshOutcome.Rejected();
    outcomes.increment(outcome.text());
    return outcome;
  }

  private @Nullable Permit count(Optional<Attempt> counted) {
    return counted.map(limiter::acquire).orElse(null);
  }

  /**
   * One statement where the database allows it. It commits before claims are computed; so claims
   * that read the account, or that an application computes, are computed between several statements
   * in one transaction: if that fails, the token stays valid.
   */
  RotationStatements statements() {
    return database.isPostgresql() && !subjects.needAccount() ? oneStatement : separateStatements();
  }

  final RotationStatements separateStatements() {
    return new SeparateStatements(database, sessions, subjects.needGroups());
  }

  private RefreshOutcome outcome(Exchange exchange) {
    if (exchange instanceof Exchange.Won won) {
      return new RefreshOutcome.Rotated(
          won.token().sessionEnd(), won.successor(), subject(won.token()));
    }
    if (exchange instanceof Exchange.Overlapped overlapped) {
      return again(overlapped.token(), overlapped.successor());
    }
    if (exchange instanceof Exchange.Kept kept) {
      return new RefreshOutcome.Kept(kept.token().sessionEnd(), subject(kept.token()));
    }
    if (exchange instanceof Exchange.RotatedBefore before) {
      return replay(before.token(), before.rotatedAt());
    }
    return exchange instanceof Exchange.Limited limited
        ? new RefreshOutcome.Limited(limited.retryAfter())
        : new RefreshOutcome.Rejected();
  }

  private Subject subject(RefreshRow token) {
    return subjects.of(token.owner(), token.authentication());
  }

  private RefreshOutcome replay(RefreshRow token, Instant rotatedAt) {
    Duration sinceRotation = Duration.between(rotatedAt, database.now());
    if (sinceRotation.compareTo(reuseInterval) <= 0 && !reuseInterval.isZero()) {
      return again(token, Objects.requireNonNull(token.successor()));
    }
    if (detectReuse && sinceRotation.compareTo(NO_THEFT_WITHIN) > 0) {
      database.transaction(() -> end(token));
      return new RefreshOutcome.Reused();
    }
    return new RefreshOutcome.Rejected();
  }

  private void end(RefreshRow token) {
    if (sessions.end(token.sessionId())) {
      audit.record(AuditType.REFRESH_TOKEN_REUSED, token.owner().accountId(), token.sessionId());
    }
  }

  private RefreshOutcome again(RefreshRow token, TokenStamp successor) {
    return subjects
        .find(token.owner(), token.authentication())
        .<RefreshOutcome>map(
            subject -> new RefreshOutcome.Replayed(token.sessionEnd(), successor, subject))
        .orElseGet(RefreshOutcome.Rejected::new);
  }
}
