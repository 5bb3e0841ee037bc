package dev.latchkey.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RejectionsTest {

  private final Rejections rejections = new Rejections("Bearer");

  @Test
  void unauthorized_withoutToken_challengesWithoutAnError() {
    Response response = rejections.unauthorized(new Authentication.Anonymous());
    assertEquals("Bearer", response.getHeaderString("WWW-Authenticate"));
    assertBody(401, "unauthorized", "Log in and send a valid token.", response);
  }

  @Test
  void unauthorized_withAnInvalidToken_saysSo() {
    Response response = rejections.unauthorized(new Authentication.Rejected());
    assertEquals("Bearer error=\"invalid_token\"", response.getHeaderString("WWW-Authenticate"));
    assertBody(401, "invalid_token", "Log in and send a valid token.", response);
  }

  @Test
  void reauthenticate_saysWithinWhichTime() {
    Response response = rejections.reauthenticate(Duration.ofMinutes(5));
    assertEquals(
        "Bearer error=\"insufficient_user_authentication\", max_age=300",
        response.getHeaderString("WWW-Authenticate"));
    assertBody(
        401,
        "insufficient_user_authentication",
        "Authenticate again, then repeat the request.",
        response);
  }

  @Test
  void forbidden_doesNotChallenge() {
    Response response = rejections.forbidden();
    assertNull(response.getHeaderString("WWW-Authenticate"));
    assertBody(403, "forbidden", "You may not do this.", response);
  }

  @Test
  void unavailable_saysWhenToTryAgain() {
    Response response = rejections.unavailable();
    assertEquals("5", response.getHeaderString("Retry-After"));
    assertBody(
        503, "unavailable", "Tokens cannot be checked at the moment. Try again later.", response);
  }

  private static void assertBody(int status, String code, String message, Response response) {
    assertEquals(status, response.getStatus());
    assertEquals(
        "{\"status\":%d,\"errors\":[{\"message\":\"%s\",\"code\":\"%s\"}]}"
            .formatted(status, message, code),
        new String((byte[]) response.getEntity(), UTF_8));
    assertEquals("no-store", response.getHeaderString("Cache-Control"));
    assertEquals("application/json", response.getHeaderString("Content-Type"));
  }
}
