package dev.latchkey.tokens;

import dev.latchkey.Shared;
import dev.latchkey.keys.TokenUse;
import dev.latchkey.keys.VerifiedToken;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.settings.HeadlessSettings;
import dev.latchkey.settings.JwtSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import java.util.Optional;

/** Judges access tokens at the doors of applications. */
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
    this.accepted = !settings.get(HeadlessSettings.TOKEN_STRATEGY).equals(HeadlessSettings.SESSION);
    this.stateful = settings.get(JwtSettings.STATEFUL_VALIDATION_ENABLED);
  }

  /**
   * The token, if it is to be believed. Stateless validation asks no database; stateful validation
   * refuses as soon as the session is gone or its account switched off.
   */
  public Optional<VerifiedToken> believe(String token) {
    if (!accepted) {
      return Optional.empty();
    }
    return tokens.read(token, TokenUse.ACCESS).filter(t -> !stateful || hasSession(t));
  }

  private boolean hasSession(VerifiedToken token) {
    return tokens.sessionToken(token).flatMap(sessions::find).filter(Session::isAuthenticated).isPresent();
  }
}
