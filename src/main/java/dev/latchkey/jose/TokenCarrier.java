package dev.latchkey.jose;

/**
 * What carries a token in a request. A token is valid only where it was issued for.
 *
 * @since 1.0
 */
public enum TokenCarrier {
  /** A header that the client's code adds; other sites cannot make a browser add it. */
  HEADER,

  /** A cookie, which a browser adds by itself. */
  COOKIE
}
