package dev.latchkey.browser;

import dev.latchkey.Shared;
import dev.latchkey.request.Forwarded;
import dev.latchkey.settings.ServerSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Requests that a servlet container serves. It needs no filter before it: servers authenticate
 * callers before they call the first.
 */
@Shared
public class ServletRequests {

  private final Forwarded forwarded;

  @Inject
  public ServletRequests(Settings settings) {
    this.forwarded = new Forwarded(settings.get(ServerSettings.TRUSTED_PROXY_COUNT));
  }

  /** The request; its body is read only if it is a form and no header has the token. */
  public BrowserRequest of(HttpServletRequest request) {
    Function<String, @Nullable List<String>> headers = headers(request);
    return new BrowserRequest(
        request.getMethod(),
        forwarded.origin(headers, request.isSecure()),
        headers,
        () -> formField(request));
  }

  /** The request's headers: all values of a name. */
  public static Function<String, @Nullable List<String>> headers(HttpServletRequest request) {
    return name -> Collections.list(request.getHeaders(name));
  }

  /**
   * The field in the body. Reading it makes the server read the whole form, as UTF-8 unless the
   * request says otherwise: that is how browsers send forms, but not what every server assumes.
   */
  private static @Nullable String formField(HttpServletRequest request) {
    String type = request.getContentType();
    boolean isForm =
        type != null
            && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
    try {
      if (!isForm || isInQuery(request.getQueryString())) {
        return null;
      }
      if (request.getCharacterEncoding() == null) {
        request.setCharacterEncoding(StandardCharsets.UTF_8.name());
      }
      return request.getParameter(BrowserRequest.FORM_FIELD);
    } catch (IllegalStateException
        | IllegalArgumentException
        | UnsupportedEncodingException malformed) {
      return null; // a body that the server cannot read as a form
    }
  }

  /** Addresses are logged and passed on, so a token in one is not secret; servers mix both. */
  private static boolean isInQuery(@Nullable String query) {
    return query != null
        && Arrays.stream(query.split("&"))
            .map(pair -> URLDecoder.decode(pair.split("=", 2)[0], StandardCharsets.UTF_8))
            .anyMatch(BrowserRequest.FORM_FIELD::equals);
  }
}
