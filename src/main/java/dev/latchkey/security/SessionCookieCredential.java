package dev.latchkey.security;

import dev.latchkey.jose.TokenUse;

/** The session cookie of a browser, in a request that no other site has made. */
public final class SessionCookieCredential extends TokenCredential {

  public SessionCookieCredential(String token) {
    super(TokenUse.SESSION, token);
  }
}
