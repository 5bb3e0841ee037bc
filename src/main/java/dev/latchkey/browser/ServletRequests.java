package dev.latchkey.browser;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Requests that a servlet container serves. */
public final class ServletRequests {

  private ServletRequests() {}

  /** The request; its body is read only if it is a form and no header has the token. */
  public static BrowserRequest of(HttpServletRequest request) {
    return new BrowserRequest(
        request.getMethod(),
        name -> Collections.list(request.getHeaders(name)),
        () -> formField(request));
  }

  private static @Nullable String formField(HttpServletRequest request) {
    String type = request.getContentType();
    boolean isForm =
        type != null
            && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
    try {
      return isForm ? request.getParameter(BrowserRequest.FORM_FIELD) : null;
    } catch (IllegalStateException | IllegalArgumentException malformed) {
      return null; // a body that the server cannot read as a form
    }
  }
}
