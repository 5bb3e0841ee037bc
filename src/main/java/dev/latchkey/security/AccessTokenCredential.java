package dev.latchkey.security;

import dev.latchkey.jose.TokenUse;

/** An access token, as a client sent it. */
public final class AccessTokenCredential extends TokenCredential {

  private final boolean withSession;

  public AccessTokenCredential(String token) {
    this(token, false);
  }

  /**
   * @param withSession whether the token is valid only while its session is live, and the caller
   *     has the session's data; this needs a look-up of the session
   */
  public AccessTokenCredential(String token, boolean withSession) {
    super(TokenUse.ACCESS, token);
    this.withSession = withSession;
  }

  /** Whether the session must be looked up even if validation is stateless. */
  public boolean withSession() {
    return withSession;
  }
}
