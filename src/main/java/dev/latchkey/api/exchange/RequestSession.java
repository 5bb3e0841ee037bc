package dev.latchkey.api.exchange;

import dev.latchkey.Shared;
import dev.latchkey.security.BearerHeader;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.settings.JwtSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.tokens.Strategies;
import dev.latchkey.tokens.TokenOutcome;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;

/**
 * Finds the session that a request belongs to: by {@code X-Session-Token}, which wins, else by the
 * bearer token.
 */
@Shared
public class RequestSession {

  private static final String SESSION_TOKEN = "X-Session-Token";

  private final Strategies strategies;
  private final String scheme;

  @Inject
  public RequestSession(Strategies strategies, Settings settings) {
    this.strategies = strategies;
    this.scheme = settings.get(JwtSettings.AUTHORIZATION_HEADER_SCHEME);
  }

  /** The scheme of the {@code Authorization} header. */
  public String scheme() {
    return scheme;
  }

  /** The session, that there was none, or that it has ended. */
  public TokenOutcome of(ContainerRequestContext request) {
    String token = request.getHeaderString(SESSION_TOKEN);
    if (token != null && !token.isEmpty()) {
      return strategies
          .active()
          .findSession(token)
          .<TokenOutcome>map(session -> new TokenOutcome.Accepted(new OpenSession(session, token)))
          .orElse(TokenOutcome.SESSION_GONE);
    }
    return BearerHeader.token(request.getHeaderString("Authorization"), scheme)
        .map(strategies.active()::readBearer)
        .orElse(TokenOutcome.REFUSED);
  }
}
