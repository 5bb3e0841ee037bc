package dev.latchkey.api.clients;

import dev.latchkey.Shared;
import dev.latchkey.jose.TokenCarrier;
import dev.latchkey.jose.TokenUse;
import dev.latchkey.request.DeviceTokens;
import dev.latchkey.security.RequestTokens;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.settings.JwtSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.tokens.Strategies;
import dev.latchkey.tokens.TokenOutcome;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Apps. They send a session token or an access token in a header, and store the tokens in {@code
 * meta} of the response. Status 410 means that the session has ended and the app must delete its
 * token.
 */
@Shared
public class AppClient implements ClientKind {

  /** The prefix of paths that are for apps alone. */
  public static final String PATH = "/{client: app}/v1";

  private static final Pattern DEVICE_TOKEN = Pattern.compile("[a-z0-9]{32}");

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

  @Override
  public TokenCarrier carrier() {
    return TokenCarrier.HEADER;
  }

  @Override
  public boolean isSender(ContainerRequestContext request) {
    return true; // nothing else adds the headers
  }

  @Override
  public List<String> cookies(ContainerRequestContext request) {
    return List.of();
  }

  @Override
  public boolean isReplacedBy(String setCookie) {
    return false;
  }

  /**
   * {@inheritDoc} If a session token has no session, the session has ended. A request with an
   * invalid access token is anonymous.
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
        : TokenOutcome.REJECTED;
  }

  @Override
  public DeviceTokens deviceTokens(ContainerRequestContext request) {
    List<String> lines = request.getHeaders().get(RequestTokens.DEVICE_TOKEN);
    return lines != null && lines.size() == 1 && DEVICE_TOKEN.matcher(lines.get(0)).matches()
        ? new DeviceTokens(lines)
        : DeviceTokens.NONE;
  }

  /** {@inheritDoc} An app stores the token of each account by itself. */
  @Override
  public Handover trusted(DeviceTokens tokens) {
    return Handover.inMeta(Map.of("device_token", tokens.texts().get(0)));
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

  @Override
  public boolean isRejectedWhenEnded() {
    return true;
  }

  private TokenOutcome bySessionToken(String token) {
    return strategies
        .active()
        .findSession(token)
        .<TokenOutcome>map(session -> new TokenOutcome.Accepted(new OpenSession(session, token)))
        .orElse(TokenOutcome.SESSION_GONE);
  }
}
