package dev.latchkey.jose;

import java.util.Optional;

/** What a token is for: the values of the claim {@code token_use}. */
public enum TokenUse {
  ACCESS("access"),
  REFRESH("refresh");

  private final String claim;

  TokenUse(String claim) {
    this.claim = claim;
  }

  /** The claim's value. */
  public String claim() {
    return claim;
  }

  static Optional<TokenUse> parse(String claim) {
    for (TokenUse use : values()) {
      if (use.claim.equals(claim)) {
        return Optional.of(use);
      }
    }
    return Optional.empty();
  }
}
