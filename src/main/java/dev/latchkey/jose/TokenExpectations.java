package dev.latchkey.jose;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a token must contain, besides being valid now. Every part must be given, so that nothing is
 * ignored unless that is explicit.
 *
 * @param use the value of {@code token_use}: access or refresh
 * @param type what the header's {@code typ} must be if it is present (RFC 8725 §3.11; it is
 *     optional by RFC 7519 §5.1), in upper or lower case, with or without {@code application/}
 * @param issuer the value of {@code iss}
 * @param audience a value that {@code aud} must be or contain
 * @param leeway how far clocks may differ for {@code exp}, {@code nbf} and {@code iat}; not
 *     negative
 */
public record TokenExpectations(
    TokenUse use, Expected type, Expected issuer, Expected audience, Duration leeway) {
  /** The type of all tokens that Latchkey issues. */
  public static final String JWT = "JWT";

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
    return typ == null
        || !(type instanceof Expected.Exactly exactly)
        || typ.equalsIgnoreCase(exactly.value())
        || typ.equalsIgnoreCase("application/" + exactly.value());
  }
}
