package dev.latchkey.web;

import dev.latchkey.security.RequestTokens;
import dev.latchkey.settings.CsrfSettings;
import dev.latchkey.settings.ServerSettings;
import dev.latchkey.settings.Settings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Sends CORS headers, so that browsers let scripts of the configured origins call and read
 * responses (Fetch standard, "HTTP extensions"). Without configured origins it sends none.
 */
final class Cors {

  private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
  private static final String OTHERS =
      RequestTokens.SESSION_TOKEN
          + ", "
          + RequestTokens.DEVICE_TOKEN
          + ", X-Email-Verification-Key, X-Password-Reset-Key, X-Request-ID,"
          + " traceparent, tracestate";
  private static final String EXPOSED =
      RequestTokens.SESSION_TOKEN
          + ", X-Email-Verification-Key, X-Password-Reset-Key, X-Request-ID, Retry-After, WWW-Authenticate";
  private static final String SECONDS_REMEMBERED = "600";
  private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}");
  private static final int MANY = 32;

  private final Set<String> origins;
  private final String allowed;

  Cors(Settings settings) {
    this.origins = Set.copyOf(settings.get(ServerSettings.CORS_ALLOWED_ORIGINS));
    this.allowed =
        RequestTokens.AUTHORIZATION
            + ", Content-Type, "
            + settings.get(CsrfSettings.HEADER_NAME)
            + ", "
            + OTHERS;
  }

  /** Adds the CORS headers to a response, whatever it will be. */
  void addTo(HttpServletRequest request, HttpServletResponse response) {
    if (origins.isEmpty()) {
      return;
    }
    if (!response.getHeaders("Vary").contains("Origin")) {
      response.addHeader("Vary", "Origin"); // an error page passes here again
    }
    if (isAllowed(request)) {
      response.setHeader("Access-Control-Allow-Origin", request.getHeader("Origin"));
      response.setHeader("Access-Control-Allow-Credentials", "true");
      response.setHeader("Access-Control-Expose-Headers", EXPOSED);
    }
  }

  /**
   * Responds to a preflight request, whatever it is for: the call itself, with its credentials, is
   * authorized later.
   *
   * @return whether this was a preflight request, to which the response is complete
   */
  boolean answersPreflight(HttpServletRequest request, HttpServletResponse response) {
    if (!request.getMethod().equals("OPTIONS")
        || request.getHeader("Access-Control-Request-Method") == null
        || !isAllowed(request)) {
      return false;
    }
    response.addHeader("Vary", "Access-Control-Request-Method, Access-Control-Request-Headers");
    response.setHeader("Access-Control-Allow-Methods", METHODS);
    response.setHeader("Access-Control-Allow-Headers", allowedHeaders(request));
    response.setHeader("Access-Control-Max-Age", SECONDS_REMEMBERED);
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    return true;
  }

  private boolean isAllowed(HttpServletRequest request) {
    String origin = request.getHeader("Origin");
    return origin != null && origins.contains(origin);
  }

  /**
   * The headers that Latchkey reads, and those that the script requests in addition: endpoints of
   * other applications may read them.
   */
  private String allowedHeaders(HttpServletRequest request) {
    Set<String> names = new LinkedHashSet<>();
    Set<String> known = Set.of(allowed.toLowerCase(Locale.ROOT).split(", "));
    String wanted = request.getHeader("Access-Control-Request-Headers");
    for (String name : wanted == null ? new String[0] : wanted.split(",", MANY)) {
      if (NAMES.matcher(name.strip()).matches()
          && !known.contains(name.strip().toLowerCase(Locale.ROOT))) {
        names.add(name.strip());
      }
    }
    return names.isEmpty() ? allowed : allowed + ", " + String.join(", ", names);
  }
}
