package dev.latchkey.jose;

import jakarta.json.JsonObject;
import java.time.Instant;

/**
 * A verified token that is an access token. Code that authenticates requests requires this type, so
 * that no refresh token is accepted there.
 */
public final class VerifiedAccessToken extends VerifiedToken {
  VerifiedAccessToken(JsonObject claims, Instant expiresAt) {
    super(claims, expiresAt);
  }

  @Override
  public TokenUse use() {
    return TokenUse.ACCESS;
  }
}
