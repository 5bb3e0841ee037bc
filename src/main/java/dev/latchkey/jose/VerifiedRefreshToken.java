package dev.latchkey.jose;

/** A verified token that is a refresh token. */
public final class VerifiedRefreshToken extends VerifiedToken {
  VerifiedRefreshToken(AuthenticClaims claims) {
    super(claims);
  }

  @Override
  public TokenUse use() {
    return TokenUse.REFRESH;
  }
}
