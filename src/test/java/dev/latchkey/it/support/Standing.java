package dev.latchkey.it.support;

/** Where the sender of a request stands. */
public enum Standing {
  ANONYMOUS,
  TOKEN_UNKNOWN,
  EMAIL_VERIFICATION_PENDING,
  LOGIN_CODE_PENDING,
  PASSWORD_RESET_PENDING,
  ENROLLMENT_PENDING,
  LOGGED_IN_LATELY,
  LOGGED_IN_LATELY_BY_ACCESS_TOKEN,
  LOGGED_IN_LATELY_BY_COOKIE,
  LOGGED_IN_BY_SECOND_FACTOR,
  ADMINISTRATOR,
  LOGGED_OUT,
  LOGGED_IN_A_WHILE_AGO;

  /** Whether there is a session that can get lost. */
  boolean isOfSession() {
    return this != ANONYMOUS && this != TOKEN_UNKNOWN && this != LOGGED_OUT;
  }

  /** Whether the session waits for a code. */
  boolean isPending() {
    return this == EMAIL_VERIFICATION_PENDING
        || this == LOGIN_CODE_PENDING
        || this == PASSWORD_RESET_PENDING;
  }
}
