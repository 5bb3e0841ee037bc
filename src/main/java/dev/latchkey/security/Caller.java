package dev.latchkey.security;

import dev.latchkey.jose.AuthenticationClaims;
import dev.latchkey.jose.TokenCarrier;
import dev.latchkey.jose.TokenUse;
import jakarta.security.enterprise.CallerPrincipal;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The caller of a request, identified by a token of ours. Immutable and serializable.
 *
 * <p>The name is the user name, else the primary address if it is verified, else the user's id. An
 * access token states it as {@code upn}, among its claims or in its header; if another issuer's
 * token has none, the name is the claim {@code sub}.
 *
 * <p>Not every server returns the principal as this type; {@code getPrincipalsByType(Caller.class)}
 * of Jakarta Security's {@code SecurityContext} finds it on each.
 *
 * @since 1.0
 */
public class Caller extends CallerPrincipal {

  private static final long serialVersionUID = 1L;

  static final String ATTRIBUTE = Caller.class.getName();

  private final TokenUse use;
  private final TokenCarrier carrier;
  private final String userId;
  private final @Nullable Long sessionId;
  private final @Nullable Instant authenticatedAt;
  private final Set<String> groups;
  private final Map<String, String> claims;
  private final AuthenticationClaims authentication;

  /**
   * A caller whose token came in a header.
   *
   * @param use the use of the token that identified the caller: {@link TokenUse#ACCESS} or {@link
   *     TokenUse#SESSION}
   * @param name the name by which the container knows the caller
   * @param userId the account's id: the claim {@code sub}
   * @param session the session and its last authentication; null if no session was looked up
   * @param groups the caller's groups
   * @param claims further claims as strings, in JSON if they are not strings
   */
  public Caller(
      TokenUse use,
      String name,
      String userId,
      @Nullable CallerSession session,
      Set<String> groups,
      Map<String, String> claims) {
    this(
        use,
        TokenCarrier.HEADER,
        name,
        userId,
        session,
        groups,
        claims,
        session == null ? AuthenticationClaims.NONE : session.authentication());
  }

  /**
   * The same.
   *
   * @param carrier what carried the token in the request
   * @param authentication how and when the caller authenticated
   */
  public Caller(
      TokenUse use,
      TokenCarrier carrier,
      String name,
      String userId,
      @Nullable CallerSession session,
      Set<String> groups,
      Map<String, String> claims,
      AuthenticationClaims authentication) {
    super(name);
    this.use = use;
    this.carrier = carrier;
    this.userId = userId;
    this.sessionId = session == null ? null : session.id();
    this.authenticatedAt = session == null ? null : session.authenticatedAt();
    this.groups = Set.copyOf(groups);
    this.claims = Map.copyOf(claims);
    this.authentication = authentication;
  }

  /**
   * The caller of a request, from an attribute of the request. It is the same before and after an
   * asynchronous dispatch, where some servers lose the caller's roles. A task in another thread has
   * no request of its own: pass the caller to it, or its request.
   *
   * @return empty if the request has no valid token, or if nothing has asked for its caller yet:
   *     the container's security asks before a servlet or resource is called
   */
  public static Optional<Caller> of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof Caller caller
        ? Optional.of(caller)
        : Optional.empty();
  }

  /** Makes this the caller of the request, for {@link #of}. */
  void attachTo(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /** The kind of token that the caller sent. */
  public TokenUse tokenUse() {
    return use;
  }

  /**
   * What carried the token: a header, or the session cookie of a browser. A request with the cookie
   * comes from a page of this site or a trusted one if its method is unsafe.
   */
  public TokenCarrier carrier() {
    return carrier;
  }

  /** The account's id. */
  public String userId() {
    return userId;
  }

  /**
   * The session's public number; empty if no session was looked up, as for access tokens by
   * default.
   */
  public Optional<Long> sessionId() {
    return Optional.ofNullable(sessionId);
  }

  /**
   * The time of the caller's last authentication in the session, by any method; empty if no session
   * was looked up, as for access tokens by default.
   */
  public Optional<Instant> authenticatedAt() {
    return Optional.ofNullable(authenticatedAt);
  }

  /**
   * The methods by which the caller has authenticated in the session ({@code amr}, RFC 8176):
   * {@code pwd} for a password, {@code otp} for a code, {@code pop} for a passkey or security key,
   * {@code mfa} for a second factor or a passkey alone. A method that an application adds has its
   * own name. Empty if the token does not state them. An access token states what was known when it
   * was issued.
   */
  public List<String> amr() {
    return authentication.methods();
  }

  /**
   * The level of the authentication ({@code acr}): {@code 1fa} for one factor, {@code mfa} for a
   * second one, {@code phr} for a passkey or security key; empty if the token does not state it.
   */
  public Optional<String> acr() {
    return Optional.ofNullable(authentication.level());
  }

  /**
   * When the caller last showed the level that {@link #acr} states ({@code auth_time}), to the
   * second in access tokens; empty if the token does not state it. A later authentication of a
   * lower level does not change it.
   */
  public Optional<Instant> authTime() {
    return Optional.ofNullable(authentication.at());
  }

  /**
   * The types of second factor that the caller has used in the session, {@code totp}, {@code
   * recovery_codes} or {@code webauthn}, and when each was last used; empty if none was, or the
   * token does not state it.
   */
  public Map<String, Instant> factors() {
    return authentication.factors();
  }

  /** All of these. */
  AuthenticationClaims authentication() {
    return authentication;
  }

  /** The caller's groups, which are the container's roles. */
  public Set<String> groups() {
    return groups;
  }

  /**
   * The claims of the access token as strings, in JSON if they are not strings. For a session
   * token, the claims from introspection on a resource server; empty in Latchkey's own WAR.
   */
  public Map<String, String> claims() {
    return claims;
  }
}
