package dev.latchkey.security;

import jakarta.security.enterprise.credential.Credential;

/** An access token, as a client sent it. */
public final class AccessTokenCredential implements Credential {

  private final String token;

  public AccessTokenCredential(String token) {
    this.token = token;
  }

  String token() {
    return token;
  }

  @Override
  public String toString() {
    return "access token";
  }
}
