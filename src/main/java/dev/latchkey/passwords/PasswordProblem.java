package dev.latchkey.passwords;

/** What can be wrong with a new password. */
public enum PasswordProblem {
  /** It has digits only, in whatever script. */
  ENTIRELY_NUMERIC("password_entirely_numeric"),
  /** It is among the passwords tried first. */
  TOO_COMMON("password_too_common"),
  /** It has fewer characters than asked for. */
  TOO_SHORT("password_too_short"),
  /** It is much like something known of its user. */
  TOO_SIMILAR("password_too_similar");

  private final String code;

  PasswordProblem(String code) {
    this.code = code;
  }

  /** The error code by which clients know it. */
  public String code() {
    return code;
  }
}
