package dev.latchkey.jose;

import dev.latchkey.crypto.TokenDigest;

/**
 * What carries a token in a request. A token is valid only where it was issued for.
 *
 * @since 1.0
 */
public enum TokenCarrier {
  /** A header that the client's code adds; other sites cannot make a browser add it. */
  HEADER,

  /** A cookie, which a browser adds by itself. */
  COOKIE;

  /**
   * The form in which a token is stored that was issued for this carrier; no other has the same.
   */
  public String digest(String token) {
    return switch (this) {
      case HEADER -> TokenDigest.sha256(token);
      case COOKIE -> TokenDigest.ofCookie(token);
    };
  }
}
