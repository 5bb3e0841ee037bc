package dev.latchkey.security;

import dev.latchkey.jose.TokenCarrier;
import dev.latchkey.jose.TokenUse;

/** A session token, as a client sent it, or the session cookie of a browser. */
public final class SessionTokenCredential extends TokenCredential {

  private final TokenCarrier carrier;

  /** From a header. */
  public SessionTokenCredential(String token) {
    this(token, TokenCarrier.HEADER);
  }

  /**
   * @param carrier what carried the token; it is valid only if it was issued for that
   */
  public SessionTokenCredential(String token, TokenCarrier carrier) {
    super(TokenUse.SESSION, token);
    this.carrier = carrier;
  }

  /** What carried the token. */
  public TokenCarrier carrier() {
    return carrier;
  }
}
