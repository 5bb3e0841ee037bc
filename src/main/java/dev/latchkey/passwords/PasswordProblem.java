package dev.latchkey.passwords;

/** Problems of a new password. */
public enum PasswordProblem {
  /** It contains only digits, of any script. */
  ENTIRELY_NUMERIC("password_entirely_numeric"),
  /** It is among the most common passwords. */
  TOO_COMMON("password_too_common"),
  /** It has fewer characters than required. */
  TOO_SHORT("password_too_short"),
  /** It is similar to known data of its user. */
  TOO_SIMILAR("password_too_similar");

  private final String code;

  PasswordProblem(String code) {
    this.code = code;
  }

  /** The error code for clients. */
  public String code() {
    return code;
  }
}
