package dev.latchkey.tokens;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.jose.TokenUse;
import dev.latchkey.jose.VerifiedRefreshToken;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.settings.JwtSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Session tokens until the login is complete, then a short-lived access token and a refresh token
 * ({@code HEADLESS_TOKEN_STRATEGY=jwt}).
 */
@Shared
public class JwtTokenStrategy extends SessionTokenStrategy {

  private final Sessions sessions;
  private final Database database;
  private final JwtTokens tokens;
  private final RefreshRotation rotation;
  private final Subjects subjects;
  private final Clock clock;
  private final Duration accessLifetime;
  private final Duration refreshLifetime;
  private final boolean stateful;

  @Inject
  JwtTokenStrategy(
      Sessions sessions,
      Database database,
      JwtTokens tokens,
      RefreshRotation rotation,
      Subjects subjects,
      Settings settings) {
    this(sessions, database, tokens, rotation, subjects, settings, Clock.systemUTC());
  }

  JwtTokenStrategy(
      Sessions sessions,
      Database database,
      JwtTokens tokens,
      RefreshRotation rotation,
      Subjects subjects,
      Settings settings,
      Clock clock) {
    super(sessions);
    this.sessions = sessions;
    this.database = database;
    this.tokens = tokens;
    this.rotation = rotation;
    this.subjects = subjects;
    this.clock = clock;
    this.accessLifetime = settings.get(JwtSettings.ACCESS_TOKEN_EXPIRES_IN);
    this.refreshLifetime = settings.get(JwtSettings.REFRESH_TOKEN_EXPIRES_IN);
    this.stateful = settings.get(JwtSettings.STATEFUL_VALIDATION_ENABLED);
  }

  @Override
  public Optional<String> createAccessToken(OpenSession session) {
    long account = session.session().owner().id();
    return database.transaction(
        () ->
            Optional.ofNullable(database.entities().find(Account.class, account))
                .map(current -> access(session, subjects.of(current))));
  }

  @Override
  public Map<String, String> createAccessTokenPayload(OpenSession open) {
    Session session = open.session();
    Subject subject = subjects.of(session.owner());
    TokenStamp stamp =
        TokenStamp.ofRefreshToken(clock.instant(), refreshLifetime).until(session.expiresAt());
    rotation.begin(stamp, session);
    Map<String, String> payload = new LinkedHashMap<>();
    payload.put("access_token", access(open, subject));
    payload.put("refresh_token", tokens.write(TokenUse.REFRESH, stamp, subject, open.token()));
    return payload;
  }

  @Override
  public TokenOutcome readBearer(String token) {
    TokenOutcome outcome =
        tokens
            .readAccess(token)
            .map(verified -> tokens.find(verified, sessions))
            .orElse(TokenOutcome.REJECTED);
    return stateful && outcome == TokenOutcome.SESSION_GONE ? TokenOutcome.REJECTED : outcome;
  }

  @Override
  public Optional<RefreshedTokens> refresh(String refreshToken) {
    Optional<VerifiedRefreshToken> verified = tokens.readRefresh(refreshToken);
    Optional<String> sessionToken = verified.flatMap(tokens::sessionToken);
    if (sessionToken.isEmpty()) {
      rotation.countRejected();
      return Optional.empty();
    }
    String jti = verified.get().jwtId().orElseThrow();
    TokenStamp planned = TokenStamp.ofRefreshToken(clock.instant(), refreshLifetime);
    String subject = verified.get().subject().orElseThrow();
    RefreshOutcome outcome = rotation.rotate(jti, subject, sessionToken.get(), planned);
    if (outcome instanceof RefreshOutcome.Rotated rotated) {
      return pair(sessionToken.get(), rotated.sessionEnd(), rotated.successor(), rotated.subject());
    }
    if (outcome instanceof RefreshOutcome.Replayed replayed) {
      return pair(
          sessionToken.get(), replayed.sessionEnd(), replayed.successor(), replayed.subject());
    }
    if (outcome instanceof RefreshOutcome.Kept kept) {
      String access = access(sessionToken.get(), kept.sessionEnd(), kept.subject());
      return Optional.of(new RefreshedTokens(access, Optional.empty()));
    }
    return Optional.empty();
  }

  private Optional<RefreshedTokens> pair(
      String sessionToken, Instant sessionEnd, TokenStamp successor, Subject subject) {
    String refresh = tokens.write(TokenUse.REFRESH, successor, subject, sessionToken);
    return Optional.of(
        new RefreshedTokens(access(sessionToken, sessionEnd, subject), Optional.of(refresh)));
  }

  private String access(OpenSession open, Subject subject) {
    return access(open.token(), open.session().expiresAt(), subject);
  }

  private String access(String sessionToken, Instant sessionEnd, Subject subject) {
    TokenStamp stamp = TokenStamp.ofAccessToken(clock.instant(), accessLifetime).until(sessionEnd);
    return tokens.write(TokenUse.ACCESS, stamp, subject, sessionToken);
  }
}
