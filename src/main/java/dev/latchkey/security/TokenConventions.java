package dev.latchkey.security;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/**
 * What the mechanism must know about its deployment. Exactly one bean implements it: one in
 * Latchkey's WAR, another in the jar for resource servers. Applications do not need to.
 */
public interface TokenConventions {

  /** The scheme of access tokens in {@code Authorization}, and of challenges. */
  String scheme();

  /**
   * Whether the resource reads the tokens of the request itself; then the mechanism does nothing.
   */
  boolean areReadElsewhere(HttpServletRequest request);

  /**
   * The session cookie of the request. It counts only if the request has no token in a header.
   *
   * @return a {@link RequestTokens.Cookie} or, if another site may have made the request, {@link
   *     RequestTokens.CrossSite}; {@link RequestTokens.None} if cookies do not identify callers in
   *     this deployment
   */
  default RequestTokens.Found cookieSession(HttpServletRequest request) {
    return new RequestTokens.None();
  }

  /**
   * The flows by which a caller can use a second factor, as {@code data.flows} of a response lists
   * them. By default, both that exist: it is unknown whether the account has a factor.
   *
   * @param passkey whether it must be a passkey or security key
   * @throws VerificationUnavailable if they cannot be found out at the moment
   */
  default JsonArray stepUpFlows(Caller caller, boolean passkey) {
    JsonArrayBuilder flows = Json.createArrayBuilder();
    for (String id : List.of("mfa_reauthenticate", "mfa_enroll")) {
      flows.add(Json.createObjectBuilder().add("id", id));
    }
    return flows.build();
  }
}
