package dev.latchkey.security;

import jakarta.security.enterprise.CallerPrincipal;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Who makes a request, as a token of ours tells. Immutable and serializable.
 *
 * <p>The name is the claim {@code upn} where the token has one, else the user's id; for a session
 * token it is the user name, else the primary address, else the id.
 */
public class Caller extends CallerPrincipal {

  private static final long serialVersionUID = 1L;

  private final String userId;
  private final Long sessionId;
  private final Instant authenticatedAt;
  private final Set<String> groups;
  private final Map<String, String> claims;

  /**
   * @param name what the container calls the caller
   * @param userId the account's id: the claim {@code sub}
   * @param sessionId the public number of the session; null where no session was looked up
   * @param authenticatedAt when the caller last proved who they are; null where that is not known
   * @param groups the caller's groups
   * @param claims the claims of an access token as text, JSON where they are not text; empty for a
   *     session token
   */
  public Caller(
      String name, String userId, Long sessionId, Instant authenticatedAt, Set<String> groups, Map<String, String> claims) {
    super(name);
    this.userId = userId;
    this.sessionId = sessionId;
    this.authenticatedAt = authenticatedAt;
    this.groups = Set.copyOf(groups);
    this.claims = Map.copyOf(claims);
  }

  public String userId() {
    return userId;
  }

  /** The session's public number, or null. */
  public Long sessionId() {
    return sessionId;
  }

  /** When the caller last proved who they are, or null. */
  public Instant authenticatedAt() {
    return authenticatedAt;
  }

  public Set<String> groups() {
    return groups;
  }

  /** The claims of the access token; empty for a session token. */
  public Map<String, String> claims() {
    return claims;
  }
}
