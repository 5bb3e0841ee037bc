package dev.latchkey.security;

import jakarta.security.enterprise.credential.Credential;

/** A token as a client sent it, for identity stores to judge. Its {@code toString()} shows nothing of it. */
public abstract sealed class TokenCredential implements Credential
    permits SessionTokenCredential, AccessTokenCredential {

  private final TokenKind kind;
  private final String token;

  TokenCredential(TokenKind kind, String token) {
    this.kind = kind;
    this.token = token;
  }

  /** What kind of token the client says it is. */
  public TokenKind kind() {
    return kind;
  }

  /** The token itself; for judging, never for messages or logs. */
  public String token() {
    return token;
  }

  @Override
  public String toString() {
    return kind + " token";
  }
}
