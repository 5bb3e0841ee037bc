package dev.latchkey.tokens;

import dev.latchkey.Shared;
import dev.latchkey.jose.VerifiedAccessToken;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.settings.HeadlessSettings;
import dev.latchkey.settings.JwtSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.StrategyName;
import jakarta.inject.Inject;
import java.util.Optional;

/** Validates access tokens of requests to applications. */
@Shared
public class AccessTokens {

  private final JwtTokens tokens;
  private final Sessions sessions;
  private final boolean accepted;
  private final boolean stateful;

  @Inject
  public AccessTokens(JwtTokens tokens, Sessions sessions, Settings settings) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.accepted = !settings.get(HeadlessSettings.TOKEN_STRATEGY).equals(StrategyName.SESSION);
    this.stateful = settings.get(JwtSettings.STATEFUL_VALIDATION_ENABLED);
  }

  /**
   * The token, if it is valid. Stateless validation queries no database. Stateful validation
   * rejects a token whose session has ended, whose account is deactivated, or whose {@code sub} is
   * not the session's account.
   */
  public Optional<AcceptedToken> validate(String token) {
    return validate(token, stateful);
  }

  /** The token, if it is valid; always by stateful validation, regardless of the settings. */
  public Optional<AcceptedToken> validateWithSession(String token) {
    return validate(token, true);
  }

  private Optional<AcceptedToken> validate(String token, boolean withSession) {
    if (!accepted) {
      return Optional.empty();
    }
    Optional<VerifiedAccessToken> verified = tokens.readAccess(token);
    return withSession
        ? verified.flatMap(
            t -> tokens.session(t, sessions).map(s -> new AcceptedToken(t, Optional.of(s))))
        : verified.map(t -> new AcceptedToken(t, Optional.empty()));
  }
}
