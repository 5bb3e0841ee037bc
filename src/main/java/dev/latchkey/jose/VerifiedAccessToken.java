package dev.latchkey.jose;

/**
 * A verified token that is an access token. Code that authenticates requests requires this type, so
 * that no refresh token is accepted there.
 */
public final class VerifiedAccessToken extends VerifiedToken {
  VerifiedAccessToken(AuthenticClaims claims) {
    super(claims);
  }

  @Override
  public TokenUse use() {
    return TokenUse.ACCESS;
  }
}
