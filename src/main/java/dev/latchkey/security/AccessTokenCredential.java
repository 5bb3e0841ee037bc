package dev.latchkey.security;

import dev.latchkey.jose.TokenUse;

/** An access token, as a client sent it. */
public final class AccessTokenCredential extends TokenCredential {

  private final boolean withSession;

  public AccessTokenCredential(String token) {
    this(token, false);
  }

  /**
   * @param withSession whether the token counts only while its session lives, and the caller is to
   *     tell of the session; costs a look at it, which the signature alone does not
   */
  public AccessTokenCredential(String token, boolean withSession) {
    super(TokenUse.ACCESS, token);
    this.withSession = withSession;
  }

  /** Whether the session must be looked at even where tokens are otherwise believed without. */
  public boolean withSession() {
    return withSession;
  }
}
