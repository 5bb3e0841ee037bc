package dev.latchkey.tokens;

import java.util.Set;

/** The claims that are ours to set. */
final class ReservedClaims {

  static final Set<String> NAMES =
      Set.of("iat", "exp", "sid", "jti", "token_use", "sub", "iss", "aud");

  private ReservedClaims() {}
}
