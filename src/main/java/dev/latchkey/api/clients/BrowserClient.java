package dev.latchkey.api.clients;

import dev.latchkey.Shared;
import dev.latchkey.browser.BrowserRequest;
import dev.latchkey.browser.CsrfCheck;
import dev.latchkey.browser.SessionCookie;
import dev.latchkey.browser.TrustCookie;
import dev.latchkey.jose.TokenCarrier;
import dev.latchkey.request.DeviceTokens;
import dev.latchkey.request.RequestContext;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.tokens.TokenOutcome;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Browsers. The session is in a cookie that scripts cannot read, and unsafe requests need a CSRF
 * token. The client never sees a token of its session. A request whose session has ended is
 * anonymous: the response is 401 and removes the cookie.
 */
@Shared
public class BrowserClient implements ClientKind {

  private final Sessions sessions;
  private final SessionCookie cookie;
  private final CsrfCheck csrf;
  private final TrustCookie trust;

  @Inject
  public BrowserClient(Sessions sessions, SessionCookie cookie, CsrfCheck csrf, TrustCookie trust) {
    this.sessions = sessions;
    this.cookie = cookie;
    this.csrf = csrf;
    this.trust = trust;
  }

  @Override
  public String segment() {
    return "browser";
  }

  @Override
  public TokenCarrier carrier() {
    return TokenCarrier.COOKIE;
  }

  @Override
  public boolean isSender(ContainerRequestContext request) {
    return csrf.admits(asBrowserRequest(request));
  }

  /**
   * Whether a page of this server or of a trusted origin made the request, or the user: for
   * responses that no other page may cause, whatever CORS allows.
   */
  public boolean isOfOwnPage(ContainerRequestContext request) {
    return csrf.isOfOwnPage(asBrowserRequest(request));
  }

  private static BrowserRequest asBrowserRequest(ContainerRequestContext request) {
    return new BrowserRequest(
        request.getMethod(),
        RequestContext.current().origin(),
        request.getHeaders()::get,
        () -> FormField.in(request));
  }

  @Override
  public List<String> cookies(ContainerRequestContext request) {
    return csrf.missing(request.getHeaders().get(HttpHeaders.COOKIE)).stream().toList();
  }

  @Override
  public boolean isReplacedBy(String setCookie) {
    return csrf.isSetBy(setCookie);
  }

  /** {@inheritDoc} A cookie that this server cannot have set counts as one of an ended session. */
  @Override
  public TokenOutcome session(ContainerRequestContext request) {
    List<String> cookies = request.getHeaders().get(HttpHeaders.COOKIE);
    Optional<String> value = cookie.in(cookies);
    if (value.isEmpty()) {
      return cookie.isIn(cookies) ? TokenOutcome.SESSION_GONE : TokenOutcome.REJECTED;
    }
    return sessions
        .find(value.get(), TokenCarrier.COOKIE)
        .<TokenOutcome>map(s -> new TokenOutcome.Accepted(new OpenSession(s, value.get())))
        .orElse(TokenOutcome.SESSION_GONE);
  }

  @Override
  public DeviceTokens deviceTokens(ContainerRequestContext request) {
    return trust.in(request.getHeaders().get(HttpHeaders.COOKIE));
  }

  @Override
  public Handover trusted(DeviceTokens tokens) {
    return Handover.inCookies(trust.set(tokens));
  }

  @Override
  public Handover pending(OpenSession session) {
    return authenticated(session, Map.of());
  }

  /** {@inheritDoc} The CSRF token changes with the session. */
  @Override
  public Handover authenticated(OpenSession session, Map<String, String> tokens) {
    return Handover.inCookies(cookie.set(session.token()), csrf.setFor(session.token()));
  }

  @Override
  public Handover ended() {
    return Handover.inCookies(cookie.clear(), csrf.setFor(""));
  }

  @Override
  public int endedStatus() {
    return 401;
  }

  @Override
  public boolean isRejectedWhenEnded() {
    return false;
  }
}
