package dev.latchkey.tokens;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.crypto.TokenDigest;
import dev.latchkey.jose.TokenUse;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.settings.JwtSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.throttle.Attempt;
import dev.latchkey.tokens.JwtTokens.OpenedRefreshToken;
import dev.latchkey.tokens.rotation.PresentedToken;
import dev.latchkey.tokens.rotation.TokenStamp;
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
                .map(
                    current ->
                        access(session, subjects.of(current, session.session().authentication()))));
  }

  @Override
  public Map<String, String> createAccessTokenPayload(OpenSession open) {
    Session session = open.session();
    Subject subject = subjects.of(session.owner(), session.authentication());
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
    return refresh(refreshToken, Optional.empty()) instanceof CountedRefresh.Allowed allowed
        ? allowed.tokens()
        : Optional.empty();
  }

  /**
   * As {@link #refresh(String)}, within the limit of an attempt, which is counted in the statement
   * that exchanges the token if the database can do both in one.
   */
  public CountedRefresh refresh(String refreshToken, Attempt attempt) {
    return refresh(refreshToken, Optional.of(attempt));
  }

  private CountedRefresh refresh(String refreshToken, Optional<Attempt> attempt) {
    Optional<OpenedRefreshToken> opened = tokens.openRefresh(refreshToken);
    RefreshOutcome outcome =
        opened.isEmpty()
            ? rotation.reject(attempt)
            : rotation.rotate(
                presented(opened.get()),
                TokenStamp.ofRefreshToken(clock.instant(), refreshLifetime),
                attempt);
    return outcome instanceof RefreshOutcome.Limited limited
        ? new CountedRefresh.Denied(limited.retryAfter())
        : new CountedRefresh.Allowed(
            opened.flatMap(token -> refreshed(outcome, token.sessionToken())));
  }

  private static PresentedToken presented(OpenedRefreshToken opened) {
    return new PresentedToken(
        opened.token().jwtId().orElseThrow(),
        opened.token().subject().orElseThrow(),
        TokenDigest.sha256(opened.sessionToken()));
  }

  private Optional<RefreshedTokens> refreshed(RefreshOutcome outcome, String sessionToken) {
    if (outcome instanceof RefreshOutcome.Rotated rotated) {
      return pair(sessionToken, rotated.sessionEnd(), rotated.successor(), rotated.subject());
    }
    if (outcome instanceof RefreshOutcome.Replayed replayed) {
      return pair(sessionToken, replayed.sessionEnd(), replayed.successor(), replayed.subject());
    }
    if (outcome instanceof RefreshOutcome.Kept kept) {
      String access = access(sessionToken, kept.sessionEnd(), kept.subject());
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
