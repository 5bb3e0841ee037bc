package dev.latchkey.jose;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a token must contain, besides being valid now. Every part must be given, so that nothing is
 * ignored unless that is explicit.
 *
 * @param use the value of {@code token_use}: access or refresh
 * @param type what the header's {@code typ} must be (RFC 8725 §3.11), in upper or lower case, with
 *     or without {@code application/}; a header without it counts as {@value #JWT} (RFC 7519 §5.1)
 * @param issuer the value of {@code iss}
 * @param audience a value that {@code aud} must be or contain
 * @param leeway how far clocks may differ for {@code exp}, {@code nbf} and {@code iat}; not
 *     negative
 */
public record TokenExpectations(
    TokenUse use, Expected type, Expected issuer, Expected audience, Duration leeway) {
  /** The type of access tokens. */
  public static final String JWT = "JWT";

  /** The type of refresh tokens. */
  public static final String REFRESH_TOKEN = "rt+jwt";

  public TokenExpectations {
    if (use == TokenUse.SESSION) {
      throw new IllegalArgumentException("a session token is no JWT");
    }
    if (leeway.isNegative()) {
      throw new IllegalArgumentException("a negative leeway");
    }
  }

  /** The same, for tokens of another use. */
  public TokenExpectations withUse(TokenUse expected) {
    return new TokenExpectations(expected, type, issuer, audience, leeway);
  }

  boolean admitType(@Nullable String typ) {
    String given = typ == null ? JWT : typ;
    return !(type instanceof Expected.Exactly exactly)
        || given.equalsIgnoreCase(exactly.value())
        || given.equalsIgnoreCase("application/" + exactly.value());
  }
}
