package dev.latchkey.api.clients;

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
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Apps: the session comes by its token or by an access token, in a header; what goes out is in
 * {@code meta}, for the app to keep; and 410 has it forget a token whose session has ended.
 */
@Shared
public class AppClient implements ClientKind {

  private final Strategies strategies;
  private final String scheme;

  @Inject
  public AppClient(Strategies strategies, Settings settings) {
    this.strategies = strategies;
    this.scheme = settings.get(JwtSettings.AUTHORIZATION_HEADER_SCHEME);
  }

  /** The scheme of the {@code Authorization} header. */
  public String scheme() {
    return scheme;
  }

  @Override
  public String segment() {
    return "app";
  }

  /**
   * {@inheritDoc} A session token that names none has ended; an access token that is not believed
   * leaves the request anonymous.
   */
  @Override
  public TokenOutcome session(ContainerRequestContext request) {
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

  @Override
  public Handover pending(OpenSession session) {
    return authenticated(session, Map.of());
  }

  @Override
  public Handover authenticated(OpenSession session, Map<String, String> tokens) {
    Map<String, String> meta = new LinkedHashMap<>();
    meta.put("session_token", session.token());
    meta.putAll(tokens);
    return Handover.inMeta(meta);
  }

  @Override
  public Handover ended() {
    return Handover.NOTHING;
  }

  @Override
  public int endedStatus() {
    return 410;
  }

  private TokenOutcome bySessionToken(String token) {
    return strategies
        .active()
        .findSession(token)
        .<TokenOutcome>map(session -> new TokenOutcome.Accepted(new OpenSession(session, token)))
        .orElse(TokenOutcome.SESSION_GONE);
  }
}
