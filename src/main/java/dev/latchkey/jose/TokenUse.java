package dev.latchkey.jose;

/**
 * What a token is used for, under the name that the claim {@code token_use} and introspection give
 * it. Session tokens are no JWTs, so no claim says {@code session}.
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
