package dev.latchkey.security;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by an identity store that cannot validate a token, because a service that it needs does
 * not respond. The client gets 503, because its token may be valid.
 */
public class VerificationUnavailable extends RuntimeException {

  /** The value of {@code Retry-After}, in seconds. */
  static final int RETRY_AFTER_SECONDS = 5;

  private static final long serialVersionUID = 1L;

  /**
   * @param message what does not respond; it must not contain the token
   * @param cause the cause, which must not contain the token either
   */
  public VerificationUnavailable(@Nullable String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
