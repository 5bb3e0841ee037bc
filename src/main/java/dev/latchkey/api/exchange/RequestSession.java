package dev.latchkey.api.exchange;

import dev.latchkey.Shared;
import dev.latchkey.jose.TokenUse;
import dev.latchkey.security.RequestTokens;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.settings.JwtSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.tokens.Strategies;
import dev.latchkey.tokens.TokenOutcome;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;

/** Finds the session that a request to the API belongs to, by the token that it carries. */
@Shared
public class RequestSession {

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

  /**
   * What came of looking for the session: a session token that names none has ended, an access
   * token that is not believed leaves the request anonymous.
   */
  public TokenOutcome of(ContainerRequestContext request) {
    RequestTokens.Found found = RequestTokens.inHeaders(scheme, request.getHeaders()::get).first();
    if (found instanceof RequestTokens.Token token) {
      return token.use() == TokenUse.SESSION
          ? bySessionToken(token.text())
          : strategies.active().readBearer(token.text());
    }
    return found instanceof RequestTokens.Malformed malformed && malformed.use() == TokenUse.SESSION
        ? TokenOutcome.SESSION_GONE
        : TokenOutcome.REFUSED;
  }

  private TokenOutcome bySessionToken(String token) {
    return strategies
        .active()
        .findSession(token)
        .<TokenOutcome>map(session -> new TokenOutcome.Accepted(new OpenSession(session, token)))
        .orElse(TokenOutcome.SESSION_GONE);
  }
}
