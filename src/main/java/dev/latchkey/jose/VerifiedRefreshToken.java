package dev.latchkey.jose;

import jakarta.json.JsonObject;
import java.time.Instant;

/** A verified token that is a refresh token. */
public final class VerifiedRefreshToken extends VerifiedToken {
  VerifiedRefreshToken(JsonObject claims, Instant expiresAt) {
    super(claims, expiresAt);
  }

  @Override
  public TokenUse use() {
    return TokenUse.REFRESH;
  }
}
