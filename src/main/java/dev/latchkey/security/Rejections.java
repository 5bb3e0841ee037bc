package dev.latchkey.security;

import dev.latchkey.jose.AuthenticationClaims;
import jakarta.json.JsonArray;
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

  private static final String INSUFFICIENT = "insufficient_user_authentication";

  Response unauthorized(Authentication.Result result) {
    String code = result instanceof Authentication.Rejected ? "invalid_token" : "unauthorized";
    return answer(401, code, "Log in and send a valid token.", challenge(result)).build();
  }

  /** The value of {@code WWW-Authenticate} (RFC 6750 §3). */
  String challenge(Authentication.Result result) {
    return result instanceof Authentication.Rejected ? scheme + " error=\"invalid_token\"" : scheme;
  }

  /** For a caller whose last authentication is too long ago (RFC 9470 §3). */
  Response reauthenticate(Duration within) {
    return answer(
            401,
            INSUFFICIENT,
            "Authenticate again, then repeat the request.",
            scheme + " error=\"" + INSUFFICIENT + "\", max_age=" + within.toSeconds())
        .build();
  }

  /**
   * For a caller who has not used a second factor, or not recently (RFC 9470 §3).
   *
   * @param flows the flows by which the caller can do so
   */
  Response stepUp(AccessRule.Factor factor, JsonArray flows) {
    String levels =
        factor.passkey()
            ? AuthenticationClaims.PHISHING_RESISTANT
            : AuthenticationClaims.SECOND_FACTOR + " " + AuthenticationClaims.PHISHING_RESISTANT;
    String challenge = scheme + " error=\"" + INSUFFICIENT + "\", acr_values=\"" + levels + "\"";
    String age = factor.within().map(within -> ", max_age=" + within.toSeconds()).orElse("");
    JsonObjectBuilder more =
        JSON.createObjectBuilder()
            .add("data", JSON.createObjectBuilder().add("flows", flows))
            .add("meta", JSON.createObjectBuilder().add("is_authenticated", true));
    return answer(
            401,
            INSUFFICIENT,
            factor.passkey()
                ? "Use a passkey or security key, then repeat the request."
                : "Use a second factor, then repeat the request.",
            more)
        .header(HttpHeaders.WWW_AUTHENTICATE, challenge + age)
        .build();
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

  private static Response.ResponseBuilder answer(
      int status, String code, String message, String challenge) {
    return answer(status, code, message).header(HttpHeaders.WWW_AUTHENTICATE, challenge);
  }

  private static Response.ResponseBuilder answer(int status, String code, String message) {
    return answer(status, code, message, JSON.createObjectBuilder());
  }

  /** As bytes: a provider for JSON might quote a string. */
  private static Response.ResponseBuilder answer(
      int status, String code, String message, JsonObjectBuilder more) {
    JsonObjectBuilder error = JSON.createObjectBuilder().add("message", message).add("code", code);
    JsonObject body =
        JSON.createObjectBuilder()
            .add("status", status)
            .add("errors", JSON.createArrayBuilder().add(error))
            .addAll(more)
            .build();
    return Response.status(status)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .type(MediaType.APPLICATION_JSON)
        .entity(body.toString().getBytes(StandardCharsets.UTF_8));
  }
}
