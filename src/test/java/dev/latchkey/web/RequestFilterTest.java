package dev.latchkey.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.metrics.Counters;
import dev.latchkey.request.RequestContext;
import dev.latchkey.settings.Settings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestFilterTest {

  private static final String APP = "https://app.example.org";
  private static final String TRACEPARENT =
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  private final Counters counters = new Counters();
  private final RequestsInFlight requests = new RequestsInFlight();
  private final FakeResponse response = new FakeResponse();
  private final AtomicReference<RequestContext> served = new AtomicReference<>();
  private final FilterChain chain = (request, answer) -> served.set(RequestContext.current());

  RequestFilterTest() {
    requests.open();
  }

  @Test
  void response_hasTheRequestIdThatTheApplicationSees() throws Exception {
    serve(new FakeRequest("GET", "/"));
    String first = response.header("X-Request-ID");
    assertTrue(first.matches("[0-9a-f]{16}"), first);
    assertEquals(first, served.get().requestId());

    serve(new FakeRequest("GET", "/"));
    assertNotEquals(first, response.header("X-Request-ID"));
    assertSame(RequestContext.NONE, RequestContext.current());
  }

  @Test
  void requestId_ofTheClient_isKept() throws Exception {
    serve(new FakeRequest("GET", "/").with("X-Request-ID", "order_7.1-a"));
    assertEquals("order_7.1-a", response.header("X-Request-ID"));
    assertEquals("order_7.1-a", served.get().requestId());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\nb", "<b>", "{0}", "'", "ä"})
  void requestId_unsafeInALog_isReplaced(String id) throws Exception {
    serve(new FakeRequest("GET", "/").with("X-Request-ID", id));
    assertTrue(response.header("X-Request-ID").matches("[0-9a-f]{16}"));
  }

  @Test
  void trace_valid_isPassedOn() throws Exception {
    serve(new FakeRequest("GET", "/").with("traceparent", TRACEPARENT));
    assertEquals(TRACEPARENT, response.header("traceparent"));
    assertEquals("4bf92f3577b34da6a3ce929d0e0e4736", served.get().trace().traceId());
  }

  @Test
  void trace_invalid_isNotPassedOn() throws Exception {
    serve(new FakeRequest("GET", "/").with("traceparent", TRACEPARENT.toUpperCase()));
    assertNull(response.header("traceparent"));
    assertNull(served.get().trace());
  }

  @Test
  void asynchronousRequest_isCountedAtItsEnd() throws Exception {
    FakeRequest request = new FakeRequest("GET", "/");
    FakeAsync async = request.startsAsync();
    serve(request);
    assertEquals(0, counters.requests().value("2xx"));
    assertEquals(1, requests.count());
    async.complete();
    assertEquals(1, counters.requests().value("2xx"));
    assertEquals(0, requests.count());
  }

  @Test
  void asynchronousRequest_thatFails_countsAsAnError() throws Exception {
    FakeRequest request = new FakeRequest("GET", "/");
    FakeAsync async = request.startsAsync();
    serve(request);
    async.fail();
    assertEquals(1, counters.requests().value("5xx"));
    assertEquals(0, counters.requests().value("2xx"));
  }

  @Test
  void request_dispatchedBeforeItsFirstDispatchEnds_isInProgress() throws Exception {
    FakeRequest request = new FakeRequest("GET", "/");
    serve(request);
    request.isDispatchedAgain();
    AtomicReference<Long> inProgress = new AtomicReference<>();
    filter()
        .doFilter(
            request.asServed(), response.asServed(), (r, a) -> inProgress.set(requests.count()));
    assertEquals(1, inProgress.get());
    assertEquals(0, requests.count());
    assertEquals(1, counters.requests().value("2xx"));
  }

  @Test
  void response_hasSecurityHeaders() throws Exception {
    serve(new FakeRequest("GET", "/"));
    assertEquals("nosniff", response.header("X-Content-Type-Options"));
    assertEquals("same-origin", response.header("Referrer-Policy"));
    assertEquals("frame-ancestors 'none'", response.header("Content-Security-Policy"));
    assertNull(response.header("Strict-Transport-Security"));
  }

  @Test
  void response_overTls_hasStrictTransportSecurity() throws Exception {
    serve(new FakeRequest("GET", "/").overTls());
    assertEquals("max-age=31536000", response.header("Strict-Transport-Security"));
  }

  @Test
  void tls_atATrustedProxy_counts() throws Exception {
    serve(
        new FakeRequest("GET", "/").with("X-Forwarded-Proto", "https"),
        "ALLAUTH_TRUSTED_PROXY_COUNT",
        "1");
    assertEquals("max-age=31536000", response.header("Strict-Transport-Security"));
  }

  @Test
  void tls_claimedByAnUntrustedHeader_isIgnored() throws Exception {
    serve(new FakeRequest("GET", "/").with("X-Forwarded-Proto", "https"));
    assertNull(response.header("Strict-Transport-Security"));
    serve(
        new FakeRequest("GET", "/").with("X-Forwarded-Proto", "https, http"),
        "ALLAUTH_TRUSTED_PROXY_COUNT",
        "1");
    assertNull(
        response.header("Strict-Transport-Security"), "the proxy, which wrote last, saw none");
  }

  @Test
  void preflight_endsInTheFilter() throws Exception {
    serve(
        new FakeRequest("OPTIONS", "/api/me")
            .with("Origin", APP)
            .with("Access-Control-Request-Method", "GET"),
        "CORS_ALLOWED_ORIGINS",
        APP);
    assertEquals(204, response.status());
    assertEquals(APP, response.header("Access-Control-Allow-Origin"));
    assertNull(served.get());
  }

  @ParameterizedTest
  @CsvSource({"/_allauth/openapi.json,", "/_allauth, /app/v1/config", "/_allauth,", "/_allauth, /"})
  void builtInPath_ofAnApiThatIsElsewhere_isNotFound(String servlet, String info) throws Exception {
    serve(
        new FakeRequest("GET", servlet).below(info).with("Origin", APP),
        "HEADLESS_MOUNT_PATH",
        "/auth/api",
        "CORS_ALLOWED_ORIGINS",
        APP);
    assertEquals(404, response.status());
    assertEquals(APP, response.header("Access-Control-Allow-Origin"));
    assertNull(served.get());
  }

  @ParameterizedTest
  @CsvSource({"/_allauthx,", "/auth/api, /app/v1/config", "/api, /_allauth/me"})
  void otherPaths_withAnApiThatIsElsewhere_areServed(String servlet, String info) throws Exception {
    serve(new FakeRequest("GET", servlet).below(info), "HEADLESS_MOUNT_PATH", "/auth/api");
    assertEquals(200, response.status());
    assertTrue(served.get().requestId() != null);
  }

  @Test
  void stoppingNode_rejectsNewRequestsWithRetryAfter() throws Exception {
    requests.close();
    serve(new FakeRequest("POST", "/_allauth/app/v1/auth/login"));
    assertEquals(503, response.status());
    assertEquals("1", response.header("Retry-After"));
    assertNull(served.get());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health/live", "/health/ready", "/_latchkey/health/ready"})
  void stoppingNode_stillServesHealth(String path) throws Exception {
    requests.close();
    serve(new FakeRequest("GET", path));
    assertEquals(200, response.status());
    assertTrue(served.get().requestId() != null);
  }

  @Test
  void errorPage_keepsTheRequestIdAndTheHeaders() throws Exception {
    FakeRequest request = new FakeRequest("GET", "/").with("Origin", APP);
    var same = request.asServed();
    RequestFilter filter = filter("CORS_ALLOWED_ORIGINS", APP);
    filter.doFilter(same, response.asServed(), chain);
    String id = response.header("X-Request-ID");

    response.forgetHeaders();
    request.becomesAnError();
    filter.doFilter(same, response.asServed(), chain);

    assertEquals(id, response.header("X-Request-ID"));
    assertEquals(id, served.get().requestId());
    assertEquals("nosniff", response.header("X-Content-Type-Options"));
    assertEquals(APP, response.header("Access-Control-Allow-Origin"));
    assertEquals(1, counters.requests().value("2xx"), "counted once");
  }

  @Test
  void request_rejectedBeforeAnyFilter_isSeenByItsErrorPage() throws Exception {
    FakeRequest request = new FakeRequest("GET", "/ledger");
    request.becomesAnError();
    FakeResponse unauthorized = new FakeResponse();
    unauthorized.asServed().setStatus(401);
    filter().doFilter(request.asServed(), unauthorized.asServed(), chain);
    assertTrue(unauthorized.header("X-Request-ID") != null);
    assertEquals(1, counters.requests().value("4xx"));
  }

  @Test
  void errorPage_withinARequest_keepsTheRequestContext() throws Exception {
    FakeRequest request = new FakeRequest("GET", "/");
    var same = request.asServed();
    RequestFilter filter = filter();
    filter.doFilter(
        same,
        response.asServed(),
        (outer, answer) -> {
          filter.doFilter(same, response.asServed(), chain);
          assertEquals(served.get(), RequestContext.current());
        });
    assertSame(RequestContext.NONE, RequestContext.current());
  }

  @Test
  void requests_areCountedByStatusClass() throws Exception {
    serve(new FakeRequest("GET", "/"));
    response.asServed().setStatus(404);
    serve(new FakeRequest("GET", "/"));
    FilterChain failing =
        (request, answer) -> {
          throw new ServletException("unexpected");
        };
    assertThrows(
        ServletException.class,
        () ->
            filter()
                .doFilter(new FakeRequest("GET", "/").asServed(), response.asServed(), failing));
    assertEquals(1, counters.requests().value("2xx"));
    assertEquals(1, counters.requests().value("4xx"));
    assertEquals(1, counters.requests().value("5xx"));
    assertEquals(0, requests.count());
  }

  @Test
  void query_invalidInAUri_isEscaped() throws Exception {
    List<String> seen = new ArrayList<>();
    FilterChain readsParameters =
        (request, answer) -> seen.add(((HttpServletRequest) request).getQueryString());
    filter()
        .doFilter(
            new FakeRequest("GET", "/").asking("a=%zz").asServed(),
            response.asServed(),
            readsParameters);
    filter()
        .doFilter(
            new FakeRequest("GET", "/").asking("a=%41").asServed(),
            response.asServed(),
            readsParameters);
    assertEquals(List.of("a=%25zz", "a=%41"), seen);
  }

  private void serve(FakeRequest request, String... settings) throws IOException, ServletException {
    filter(settings).doFilter(request.asServed(), response.asServed(), chain);
  }

  private RequestFilter filter(String... settings) {
    Map<String, String> texts = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      texts.put(settings[i], settings[i + 1]);
    }
    RequestFilter filter = new RequestFilter();
    filter.settings = Settings.of(texts);
    filter.counters = counters;
    filter.requests = requests;
    filter.mount = new ApiMount(filter.settings);
    filter.init();
    return filter;
  }
}
