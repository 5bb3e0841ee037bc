package dev.latchkey.tokens;

import dev.latchkey.Shared;
import dev.latchkey.jose.TokenUse;
import dev.latchkey.jose.VerifiedRefreshToken;
import dev.latchkey.jose.VerifiedToken;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.settings.HeadlessSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.StrategyName;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Predicate;

/** Determines the kind of a presented token, and its session. */
@Shared
class TokenSearch {

  private final Database database;
  private final JwtTokens tokens;
  private final Sessions sessions;
  private final TokenStrategy strategy;
  private final boolean jwts;

  @Inject
  TokenSearch(
      Database database,
      JwtTokens tokens,
      Sessions sessions,
      Strategies strategies,
      Settings settings) {
    this.database = database;
    this.tokens = tokens;
    this.sessions = sessions;
    this.strategy = strategies.active();
    this.jwts = !settings.get(HeadlessSettings.TOKEN_STRATEGY).equals(StrategyName.SESSION);
  }

  /**
   * Empty if the token is invalid, has expired, or its session has ended. Call it outside of a
   * transaction.
   */
  Optional<FoundToken> find(String token) {
    return jwt(token).or(() -> session(token));
  }

  private Optional<FoundToken> jwt(String token) {
    if (!jwts || token.indexOf('.') < 0) {
      return Optional.empty();
    }
    return tokens
        .readAccess(token)
        .flatMap(access -> found(access, session -> true))
        .or(
            () ->
                tokens
                    .readRefresh(token)
                    .flatMap(refresh -> found(refresh, session -> isCurrent(refresh, session))));
  }

  private Optional<FoundToken> found(VerifiedToken jwt, Predicate<Session> isCurrent) {
    return tokens
        .session(jwt, sessions)
        .map(
            session ->
                new FoundToken(jwt.use(), session, Optional.of(jwt), isCurrent.test(session)));
  }

  private Optional<FoundToken> session(String token) {
    return strategy
        .findSession(token)
        .filter(Session::isAuthenticated)
        .map(session -> new FoundToken(TokenUse.SESSION, session, Optional.empty(), true));
  }

  private boolean isCurrent(VerifiedRefreshToken refreshToken, Session session) {
    String jti = refreshToken.jwtId().orElseThrow();
    return database.transaction(
        () ->
            !database
                .entities()
                .createQuery(
                    "SELECT r.jti FROM RefreshToken r WHERE r.jti = :jti AND r.session.id = :session"
                        + " AND r.rotatedAt IS NULL AND r.expiresAt > :now",
                    String.class)
                .setParameter("jti", jti)
                .setParameter("session", session.id())
                .setParameter("now", database.now())
                .getResultList()
                .isEmpty());
  }
}
