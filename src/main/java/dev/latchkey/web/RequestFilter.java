package dev.latchkey.ops;

import dev.latchkey.audit.Client;
import dev.latchkey.settings.ServerSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.texts.Language;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Gives every request an id, in its answer and in the log, and says whose request a thread serves. */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class RequestFilter extends HttpFilter {

  private static final String REQUEST_ID = "X-Request-ID";
  private static final Pattern GOOD_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  @Inject Settings settings;

  @Override
  protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String id = requestId(request.getHeader(REQUEST_ID));
    response.setHeader(REQUEST_ID, id);
    Language language = Language.of(request.getHeader("Accept-Language"));
    Client.enter(new Client(address(request), request.getHeader("User-Agent"), id, language));
    try {
      chain.doFilter(request, response);
    } finally {
      Client.leave();
    }
  }

  private String address(HttpServletRequest request) {
    int trusted = settings.get(ServerSettings.TRUSTED_PROXY_COUNT);
    if (trusted == 0) {
      return request.getRemoteAddr();
    }
    String forwarded = String.join(",", Collections.list(request.getHeaders("X-Forwarded-For")));
    return ForwardedFor.clientAddress(request.getRemoteAddr(), forwarded, trusted);
  }

  private static String requestId(String proposed) {
    return proposed != null && GOOD_ID.matcher(proposed).matches()
        ? proposed
        : Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE);
  }
}
