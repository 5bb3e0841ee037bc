package dev.latchkey.security;

/** A session token, as a client sent it. */
public final class SessionTokenCredential extends TokenCredential {

  public SessionTokenCredential(String token) {
    super(TokenKind.SESSION, token);
  }
}
