package dev.latchkey.security;

import dev.latchkey.jose.TokenUse;
import jakarta.security.enterprise.credential.Credential;

/**
 * A token as a client sent it, for identity stores to judge. Its {@code toString()} shows nothing
 * of it.
 */
public abstract sealed class TokenCredential implements Credential
    permits SessionTokenCredential, AccessTokenCredential {

  private final TokenUse use;
  private final String token;

  TokenCredential(TokenUse use, String token) {
    this.use = use;
    this.token = token;
  }

  /** What kind of token the client says it is. */
  public TokenUse use() {
    return use;
  }

  /** The token itself; for judging, never for messages or logs. */
  public String token() {
    return token;
  }

  @Override
  public String toString() {
    return use + " token";
  }
}
