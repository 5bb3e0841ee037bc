package dev.latchkey.tokens.rotation;

import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.throttle.Bucket;
import jakarta.persistence.EntityManager;
import java.util.Objects;
import java.util.Optional;

/** Four statements in the caller's transaction, in the SQL that all databases share. */
public final class SeparateStatements implements RotationStatements {

  private final Database database;
  private final Sessions sessions;
  private final boolean withGroups;

  /**
   * Kept between attempts: if the database aborts one, a retry still knows what the first one read.
   */
  private boolean sawUnrotated;

  public SeparateStatements(Database database, Sessions sessions, boolean withGroups) {
    this.database = database;
    this.sessions = sessions;
    this.withGroups = withGroups;
  }

  @Override
  public boolean areOne() {
    return false;
  }

  @Override
  public Exchange exchange(
      PresentedToken presented, Optional<TokenStamp> planned, Optional<Bucket> counted) {
    Optional<RefreshRow> found = find(presented);
    if (found.isEmpty()) {
      return new Exchange.Unknown();
    }
    RefreshRow token = found.get();
    if (token.rotatedAt().isPresent()) {
      return sawUnrotated
          ? overlapped(token)
          : new Exchange.RotatedBefore(token, token.rotatedAt().get());
    }
    sawUnrotated = true;
    if (!sessions.used(token.sessionId())) {
      return new Exchange.Unknown();
    }
    return planned.isEmpty()
        ? new Exchange.Kept(token)
        : rotate(token, presented, planned.get().until(token.sessionEnd()));
  }

  private Exchange rotate(RefreshRow token, PresentedToken presented, TokenStamp next) {
    if (!markRotated(token, next)) {
      // It was unrotated when this request first read it: the requests overlapped, so they share
      // the successor.
      return find(presented)
          .<Exchange>map(SeparateStatements::overlapped)
          .orElseGet(Exchange.Unknown::new);
    }
    store(next, token);
    return new Exchange.Won(token, next);
  }

  private static Exchange overlapped(RefreshRow token) {
    return new Exchange.Overlapped(token, Objects.requireNonNull(token.successor()));
  }

  private Optional<RefreshRow> find(PresentedToken token) {
    return RefreshRow.find(entities(), token.jti(), token.sessionHash(), database.now(), withGroups)
        .filter(row -> token.accountId().equals(Long.toString(row.owner().accountId())));
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

  private EntityManager entities() {
    return database.entities();
  }
}
