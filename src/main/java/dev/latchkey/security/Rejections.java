package dev.latchkey.security;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The responses to requests that a guarded resource rejects.
 *
 * @param scheme the scheme in challenges
 */
record Rejections(String scheme) {

  // Looked up once: JSON-P searches for it on every call of a static method.
  private static final JsonProvider JSON = JsonProvider.provider();

  Response unauthorized(Authentication.Result result) {
    String code = result instanceof Authentication.Rejected ? "invalid_token" : "unauthorized";
    return challenge(Challenge.of(result, scheme), code, "Log in and send a valid token.");
  }

  Response reauthenticate(Duration within) {
    return challenge(
        Challenge.reauthenticate(within, scheme),
        "insufficient_user_authentication",
        "Authenticate again, then repeat the request.");
  }

  Response forbidden() {
    return answer(403, "forbidden", "You may not do this.").build();
  }

  /** For a request with a session cookie that another site may have made. */
  Response crossSite() {
    return answer(403, "csrf_failed", "Send the CSRF token, from a page of this site.").build();
  }

  Response unavailable() {
    return answer(503, "unavailable", "Tokens cannot be checked at the moment. Try again later.")
        .header(HttpHeaders.RETRY_AFTER, VerificationUnavailable.RETRY_AFTER_SECONDS)
        .build();
  }

  private Response challenge(String challenge, String code, String message) {
    return answer(401, code, message).header(HttpHeaders.WWW_AUTHENTICATE, challenge).build();
  }

  /** As bytes: a provider for JSON might quote a string. */
  private static Response.ResponseBuilder answer(int status, String code, String message) {
    JsonObjectBuilder error = JSON.createObjectBuilder().add("message", message).add("code", code);
    JsonObject body =
        JSON.createObjectBuilder()
            .add("status", status)
            .add("errors", JSON.createArrayBuilder().add(error))
            .build();
    return Response.status(status)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .type(MediaType.APPLICATION_JSON)
        .entity(body.toString().getBytes(StandardCharsets.UTF_8));
  }
}
