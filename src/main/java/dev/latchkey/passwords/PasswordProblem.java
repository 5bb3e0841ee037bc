package dev.latchkey.passwords;

import dev.latchkey.texts.ErrorCodes;

/** What can be wrong with a new password. */
public enum PasswordProblem {
  /** It has digits only, in whatever script. */
  ENTIRELY_NUMERIC(ErrorCodes.PASSWORD_ENTIRELY_NUMERIC),
  /** It is among the passwords tried first. */
  TOO_COMMON(ErrorCodes.PASSWORD_TOO_COMMON),
  /** It has fewer characters than asked for. */
  TOO_SHORT(ErrorCodes.PASSWORD_TOO_SHORT),
  /** It is much like something known of its user. */
  TOO_SIMILAR(ErrorCodes.PASSWORD_TOO_SIMILAR);

  private final String code;

  PasswordProblem(String code) {
    this.code = code;
  }

  /** The error code by which clients know it. */
  public String code() {
    return code;
  }
}
