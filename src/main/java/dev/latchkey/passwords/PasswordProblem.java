package dev.latchkey.passwords;

import dev.latchkey.texts.ErrorCodes;

/** Problems of a new password. */
public enum PasswordProblem {
  /** It contains only digits, of any script. */
  ENTIRELY_NUMERIC(ErrorCodes.PASSWORD_ENTIRELY_NUMERIC),
  /** It is among the most common passwords. */
  TOO_COMMON(ErrorCodes.PASSWORD_TOO_COMMON),
  /** It has fewer characters than required. */
  TOO_SHORT(ErrorCodes.PASSWORD_TOO_SHORT),
  /** It is similar to known data of its user. */
  TOO_SIMILAR(ErrorCodes.PASSWORD_TOO_SIMILAR);

  private final String code;

  PasswordProblem(String code) {
    this.code = code;
  }

  /** The error code for clients. */
  public String code() {
    return code;
  }
}
