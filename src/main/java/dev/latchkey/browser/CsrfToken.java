package dev.latchkey.browser;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The CSRF token of the current request, for forms and scripts in pages of an application. In
 * templates it is {@code #{csrf}}: a form has a hidden field named {@code #{csrf.fieldName}} with
 * the value {@code #{csrf.token}}.
 *
 * <p>Only for the thread of a request. It works with and without a session.
 *
 * @since 1.0
 */
@Named("csrf")
@RequestScoped
public class CsrfToken {

  /** The request attribute with the response; the first filter sets it. */
  public static final String RESPONSE = CsrfToken.class.getName() + ".response";

  @Inject HttpServletRequest request;
  @Inject CsrfCheck check;
  @Inject CsrfTokens tokens;
  @Inject ServletRequests requests;

  private @Nullable String token;

  /**
   * The token, as another text each time. If the browser has no valid one, the response sets the
   * cookie; do not store such a response in shared caches.
   *
   * @throws IllegalStateException if the browser has no valid one and the response is already
   *     committed, so that the cookie cannot be set: ask for the token before the page is written,
   *     or enlarge the response's buffer
   */
  public String getToken() {
    String known = token;
    if (known == null) {
      List<String> cookies = Collections.list(request.getHeaders("Cookie"));
      known = check.valid(cookies).orElseGet(() -> handOut(cookies));
      token = known;
    }
    return tokens.masked(known);
  }

  /** The name of the form field that carries the token. */
  public String getFieldName() {
    return BrowserRequest.FORM_FIELD;
  }

  /** The name of the header that carries the token in requests of scripts. */
  public String getHeaderName() {
    return check.header();
  }

  /**
   * Whether a page of this site, or of a trusted one, has made the current request: it is safe, or
   * has the token in its header or form field. Endpoints that identify their caller by the session
   * cookie need not ask: without the token there is no caller.
   */
  public boolean isValid() {
    return check.admits(requests.of(request));
  }

  private String handOut(List<String> cookies) {
    HttpServletResponse response = (HttpServletResponse) request.getAttribute(RESPONSE);
    if (response == null || response.isCommitted()) {
      throw new IllegalStateException(
          "The cookie with the CSRF token cannot be set, because the response is committed. Ask for the token earlier.");
    }
    String issued = check.issue(cookies);
    response.addHeader("Set-Cookie", check.set(issued));
    return issued;
  }
}
