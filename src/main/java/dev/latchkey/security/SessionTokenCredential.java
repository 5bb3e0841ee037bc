package dev.latchkey.security;

import dev.latchkey.jose.TokenUse;

/** A session token, as a client sent it. */
public final class SessionTokenCredential extends TokenCredential {

  public SessionTokenCredential(String token) {
    super(TokenUse.SESSION, token);
  }
}
