package dev.latchkey.jose;

import jakarta.json.JsonObject;
import java.time.Instant;

/**
 * A verified token that says it is an access token. What lets a request in takes this type, so that
 * no refresh token gets there.
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
