package dev.latchkey.web;

import dev.latchkey.browser.CsrfToken;
import dev.latchkey.browser.ServletRequests;
import dev.latchkey.jose.TokenCarrier;
import dev.latchkey.metrics.Counters;
import dev.latchkey.request.Forwarded;
import dev.latchkey.request.RequestContext;
import dev.latchkey.request.TraceContext;
import dev.latchkey.settings.ServerSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.texts.Language;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives every request an id, in its response and in the log, binds the request's context to the
 * thread, adds the headers of all responses, normalizes the query, and handles CORS for the whole
 * application.
 *
 * <p>It also filters error pages. If the server rejects a request before any filter, the error page
 * is all that this filter sees; and some servers drop the headers of a response that becomes an
 * error.
 */
public class RequestFilter extends HttpFilter {

  private static final String REQUEST_ID = "X-Request-ID";
  private static final Pattern GOOD_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final String CLIENT = RequestFilter.class.getName() + ".client";
  private static final Set<String> HEALTH =
      Set.of("/health/live", "/health/ready", "/_latchkey/health/live", "/_latchkey/health/ready");

  @Inject Settings settings;
  @Inject Counters counters;
  @Inject RequestsInFlight requests;
  @Inject ApiMount mount;

  private Forwarded forwarded;
  private Cors cors;

  @Override
  public void init() {
    forwarded = new Forwarded(settings.get(ServerSettings.TRUSTED_PROXY_COUNT));
    cors = new Cors(settings);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    boolean isFirstSight = request.getAttribute(CLIENT) == null;
    RequestContext client =
        isFirstSight ? client(request) : (RequestContext) request.getAttribute(CLIENT);
    request.setAttribute(CLIENT, client);
    request.setAttribute(CsrfToken.RESPONSE, response);
    addHeaders(request, response, client);
    RequestContext outer = RequestContext.current();
    RequestContext.enter(client);
    boolean failed = true;
    try {
      serve(request, response, chain);
      failed = false;
    } finally {
      if (isFirstSight) {
        counters.requests().increment(failed ? "5xx" : kind(response.getStatus()));
      }
      RequestContext.enter(outer);
    }
  }

  private void serve(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getDispatcherType() != DispatcherType.REQUEST
        || HEALTH.contains(request.getServletPath())) {
      chain.doFilter(request, response);
    } else if (!cors.answersPreflight(request, response)) {
      admit(request, response, chain);
    }
  }

  private void admit(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!requests.enter()) {
      response.setHeader("Retry-After", "1");
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      return;
    }
    try {
      if (mount.hides(request)) {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
      } else {
        chain.doFilter(WellFormedQuery.of(request), response);
      }
    } finally {
      requests.leave();
    }
  }

  private void addHeaders(
      HttpServletRequest request, HttpServletResponse response, RequestContext client) {
    response.setHeader(REQUEST_ID, client.requestId());
    if (client.trace() != null) {
      response.setHeader("traceparent", client.trace().header());
    }
    ProtectiveHeaders.addTo(
        response, forwarded.isSecure(ServletRequests.headers(request), request.isSecure()));
    cors.addTo(request, response);
  }

  private RequestContext client(HttpServletRequest request) {
    return new RequestContext(
        forwarded.address(ServletRequests.headers(request), request.getRemoteAddr()),
        request.getHeader("User-Agent"),
        requestId(request.getHeader(REQUEST_ID)),
        Language.of(request.getHeader("Accept-Language")),
        TraceContext.read(Collections.list(request.getHeaders("traceparent"))).orElse(null),
        forwarded.origin(ServletRequests.headers(request), request.isSecure()),
        TokenCarrier.HEADER);
  }

  private static String kind(int status) {
    return status >= 200 && status < 300 ? "2xx" : status / 100 + "xx";
  }

  private static String requestId(@Nullable String proposed) {
    return proposed != null && GOOD_ID.matcher(proposed).matches()
        ? proposed
        : Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE);
  }
}
