package dev.latchkey.security;

import jakarta.security.enterprise.credential.Credential;

/** A session token, as a client sent it. */
public final class SessionTokenCredential implements Credential {

  private final String token;

  public SessionTokenCredential(String token) {
    this.token = token;
  }

  String token() {
    return token;
  }

  @Override
  public String toString() {
    return "session token";
  }
}
