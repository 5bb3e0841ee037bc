package dev.latchkey.jose;

/**
 * The use of a token, as named in the claim {@code token_use} and by introspection. Session tokens
 * are not JWTs, so no claim has the value {@code session}.
 *
 * @since 1.0
 */
public enum TokenUse {
  ACCESS("access"),
  REFRESH("refresh"),
  SESSION("session");

  private final String claim;

  TokenUse(String claim) {
    this.claim = claim;
  }

  /** The claim's value. */
  public String claim() {
    return claim;
  }
}
