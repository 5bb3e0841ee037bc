package dev.latchkey.it.application;

import dev.latchkey.Shared;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.tokens.TokenOutcome;
import dev.latchkey.tokens.TokenStrategy;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * The worked example of docs/extending.md: tokens that secret scanners recognise by their prefix,
 * and an access token that is the session token under another prefix.
 */
// tag: example
@Shared
public class PrefixedTokenStrategy implements TokenStrategy {

  private static final String SESSION = "acme_s_";
  private static final String ACCESS = "acme_a_";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Sessions sessions;

  @Inject
  public PrefixedTokenStrategy(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public String createSessionToken() {
    byte[] secret = new byte[24];
    RANDOM.nextBytes(secret);
    return SESSION + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  @Override
  public Optional<Session> findSession(String token) {
    return token.startsWith(SESSION) ? sessions.find(token) : Optional.empty();
  }

  @Override
  public Optional<String> createAccessToken(OpenSession session) {
    return Optional.of(ACCESS + session.token().substring(SESSION.length()));
  }

  @Override
  public TokenOutcome readBearer(String token) {
    if (!token.startsWith(ACCESS)) {
      return TokenOutcome.REJECTED;
    }
    String sessionToken = SESSION + token.substring(ACCESS.length());
    return findSession(sessionToken)
        .<TokenOutcome>map(
            session -> new TokenOutcome.Accepted(new OpenSession(session, sessionToken)))
        .orElse(TokenOutcome.SESSION_GONE);
  }
}
// end: example
