package dev.latchkey.security;

import dev.latchkey.jose.TokenUse;
import jakarta.security.enterprise.credential.Credential;

/**
 * A token as a client sent it, which identity stores validate. Its {@code toString()} shows nothing
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

  /** The kind of token, according to the client. */
  public TokenUse use() {
    return use;
  }

  /** The token itself; for validation, never for messages or logs. */
  public String token() {
    return token;
  }

  @Override
  public String toString() {
    return use + " token";
  }
}
