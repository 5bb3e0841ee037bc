package dev.latchkey.browser;

import dev.latchkey.Shared;
import dev.latchkey.settings.CsrfSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.TrustedOrigin;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a page of this site, or of a trusted one, has made a request. Another site can
 * make a browser send a request with its cookies, but can neither read them nor add a header.
 *
 * <p>An unsafe request (RFC 9110 §9.2.1) needs the CSRF token twice, in its cookie and in a header
 * or a form field; and an {@code Origin}, or with TLS at least a {@code Referer}, of this site or a
 * trusted one.
 *
 * <p>The token must be that of the session, so that a pair which an attacker has planted is
 * invalid. Some clients keep the token of before the login, and write it back into the cookie. So
 * any pair of two equal texts is valid from a page whose {@code Origin}, which it cannot forge,
 * says that it could read the right token: planting another gains it nothing.
 */
@Shared
public class CsrfCheck {

  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  private final CookieForm form;
  private final String header;
  private final List<TrustedOrigin> trusted;
  private final SessionCookie session;
  private final CsrfTokens tokens;

  @Inject
  public CsrfCheck(Settings settings, SessionCookie session, CsrfTokens tokens) {
    this.form =
        new CookieForm(
            settings.get(CsrfSettings.COOKIE_NAME),
            settings.get(CsrfSettings.COOKIE_AGE),
            settings.get(CsrfSettings.COOKIE_DOMAIN),
            settings.get(CsrfSettings.COOKIE_PATH),
            settings.get(CsrfSettings.COOKIE_SECURE),
            false, // scripts read it
            settings.get(CsrfSettings.COOKIE_SAMESITE));
    this.header = settings.get(CsrfSettings.HEADER_NAME);
    this.trusted = settings.get(CsrfSettings.TRUSTED_ORIGINS);
    this.session = session;
    this.tokens = tokens;
  }

  /** Whether the request is safe, or was made by a page of this site or a trusted one. */
  public boolean admits(BrowserRequest request) {
    return SAFE.contains(request.method()) || isFromHere(request) && hasToken(request);
  }

  /**
   * The {@code Set-Cookie} with a token for the session of the request; empty if the request has a
   * valid one.
   */
  public Optional<String> missing(@Nullable List<String> cookies) {
    return valid(cookies).isPresent() ? Optional.empty() : Optional.of(setFor(bound(cookies)));
  }

  /**
   * The {@code Set-Cookie} with a new token.
   *
   * @param sessionValue the value of the session cookie that the browser will have; empty for none
   */
  public String setFor(String sessionValue) {
    return form.set(tokens.issue(sessionValue), Origin.current());
  }

  /** Whether a header sets the cookie with the token. */
  public boolean isSetBy(String setCookie) {
    return form.isSetBy(setCookie);
  }

  /** The name of the header with the token. */
  public String header() {
    return header;
  }

  /** The token of the request's cookie, if it is for the session of the request. */
  Optional<String> valid(@Nullable List<String> cookies) {
    return Cookies.value(cookies, form.name()).filter(t -> tokens.isFor(bound(cookies), t));
  }

  /** A new token for the session of the request. */
  String issue(@Nullable List<String> cookies) {
    return tokens.issue(bound(cookies));
  }

  String set(String token) {
    return form.set(token, Origin.current());
  }

  /**
   * What tokens are bound to: the session cookie's value, whether or not its session is live, so
   * that a browser whose session has expired can log in again without another request first.
   */
  private String bound(@Nullable List<String> cookies) {
    return session.in(cookies).orElse("");
  }

  private boolean hasToken(BrowserRequest request) {
    Optional<String> expected =
        mayBeKept(request)
            ? Cookies.value(request.cookies(), form.name()).filter(token -> !token.isEmpty())
            : valid(request.cookies());
    if (expected.isEmpty()) {
      return false;
    }
    String submitted = request.header(header);
    if (submitted != null && submitted.isEmpty()) {
      submitted = request.formField().get();
    }
    return submitted != null && tokens.isSame(expected.get(), submitted);
  }

  /** Whether the page could read the cookie anyway, so that a planted one is of no use to it. */
  private boolean mayBeKept(BrowserRequest request) {
    String origin = request.header("Origin");
    return origin != null && form.isReadableBy(Origin.of(origin), Origin.of(request.sentTo()));
  }

  /**
   * Whether a page of this server or of a trusted origin made a request, even a safe one, or the
   * user. Browsers name the page's origin in what scripts read across origins (Fetch Standard
   * §3.2), and else say whether another site caused it (Fetch Metadata, {@code Sec-Fetch-Site}).
   */
  public boolean isOfOwnPage(BrowserRequest request) {
    String origin = request.header("Origin");
    String site = request.header("Sec-Fetch-Site");
    if (origin == null || site == null) {
      return false;
    }
    return origin.isEmpty()
        ? site.isEmpty() || site.equals("same-origin") || site.equals("none")
        : isTrusted(origin, Origin.of(request.sentTo()));
  }

  private boolean isFromHere(BrowserRequest request) {
    Origin here = Origin.of(request.sentTo());
    String origin = request.header("Origin");
    if (origin == null || !origin.isEmpty()) {
      return origin != null && isTrusted(origin, here);
    }
    String referer = request.header("Referer");
    if (referer == null || referer.isEmpty()) {
      return referer != null && !here.isTls();
    }
    int path = referer.indexOf('/', referer.indexOf("://") + "://".length());
    return isTrusted(path < 0 ? referer : referer.substring(0, path), here);
  }

  private boolean isTrusted(String origin, Origin here) {
    Optional<String> normalized = Origin.normalized(origin);
    return normalized.isPresent()
        && (normalized.get().equals(here.text())
            || trusted.stream().anyMatch(t -> t.includes(normalized.get())));
  }
}
