package dev.latchkey.security;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by an identity store that cannot tell whether a token is good, because what it must ask
 * does not answer. The client gets 503, since its token may well be good.
 */
public class VerificationUnavailable extends RuntimeException {

  /** When the client is told to come back. */
  static final int RETRY_AFTER_SECONDS = 5;

  private static final long serialVersionUID = 1L;

  /**
   * @param message what does not answer; without anything of the token
   * @param cause likewise; or null
   */
  public VerificationUnavailable(@Nullable String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
