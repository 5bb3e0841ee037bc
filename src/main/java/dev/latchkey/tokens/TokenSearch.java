package dev.latchkey.tokens;

import dev.latchkey.Shared;
import dev.latchkey.jose.TokenUse;
import dev.latchkey.jose.VerifiedToken;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.settings.HeadlessSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.StrategyName;
import jakarta.inject.Inject;
import java.util.Optional;

/** Finds out what a token is that somebody presents, and which session it came from. */
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
   * Empty for what is not ours, has expired, or outlived its session. Call it outside of a
   * transaction.
   */
  Optional<FoundToken> find(String token) {
    return jwt(token, TokenUse.ACCESS)
        .or(() -> jwt(token, TokenUse.REFRESH))
        .or(() -> session(token));
  }

  private Optional<FoundToken> jwt(String token, TokenUse use) {
    if (!jwts || token.indexOf('.') < 0) {
      return Optional.empty();
    }
    Optional<VerifiedToken> verified = tokens.read(token, use);
    return verified
        .flatMap(tokens::sessionToken)
        .flatMap(sessions::find)
        .filter(session -> JwtTokens.isOf(verified.get(), session))
        .map(
            session ->
                new FoundToken(
                    use,
                    session,
                    verified,
                    use == TokenUse.ACCESS || isCurrent(verified.get(), session)));
  }

  private Optional<FoundToken> session(String token) {
    return strategy
        .findSession(token)
        .filter(Session::isAuthenticated)
        .map(session -> new FoundToken(TokenUse.SESSION, session, Optional.empty(), true));
  }

  private boolean isCurrent(VerifiedToken refreshToken, Session session) {
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
