package dev.latchkey.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MountServletTest {

  private final FakeResponse response = new FakeResponse();

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PATCH", "OPTIONS", "HEAD", "TRACE", "PROPFIND"})
  void request_ofAnyMethod_isForwarded(String method) throws Exception {
    FakeRequest request = new FakeRequest(method, "/auth/api").below("/app/v1/config");
    serve(request);
    assertEquals("/_allauth/app/v1/config", request.forwardedTo());
    assertEquals(200, response.status());
  }

  @Test
  void request_forThePathItself_isForwarded() throws Exception {
    FakeRequest request = new FakeRequest("GET", "/auth/api");
    serve(request);
    assertEquals("/_allauth", request.forwardedTo());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../_latchkey/error",
        "/app/v1/../../..",
        "/app/v1/config?x=1",
        "/app/%2e%2e/x",
        "/a;b",
        "/app/v1/conf\u00fcg",
        "/\\..\\",
        "/app v1"
      })
  void path_thatServersMayReadInTwoWays_isNotFound(String below) throws Exception {
    FakeRequest request = new FakeRequest("GET", "/auth/api").below(below);
    serve(request);
    assertEquals(404, response.status());
    assertNull(request.forwardedTo());
  }

  private void serve(FakeRequest request) throws Exception {
    new MountServlet("/_allauth").service(request.asServed(), response.asServed());
  }
}
