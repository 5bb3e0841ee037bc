package dev.latchkey.tokens;

import dev.latchkey.Shared;
import dev.latchkey.crypto.RandomText;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.Sessions;
import jakarta.inject.Inject;
import java.util.Optional;

/** Opaque session tokens only ({@code HEADLESS_TOKEN_STRATEGY=session}, the default). */
@Shared
public class SessionTokenStrategy implements TokenStrategy {

  private final Sessions sessions;

  @Inject
  public SessionTokenStrategy(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public String createSessionToken() {
    return RandomText.sessionToken();
  }

  @Override
  public Optional<Session> findSession(String token) {
    return sessions.find(token);
  }

  @Override
  public Optional<String> createAccessToken(OpenSession session) {
    return Optional.empty();
  }
}
