package dev.latchkey.audit;

import java.util.Locale;

/** The kinds of event that are recorded. */
public enum AuditType {
  SIGNED_UP,
  LOGGED_IN,
  LOGIN_FAILED,
  LOGGED_OUT,
  REAUTHENTICATED,
  REAUTHENTICATION_FAILED,
  SESSION_ENDED,
  CODE_REFUSED,
  PASSWORD_CHANGED,
  PASSWORD_CHANGE_FAILED,
  PASSWORD_RESET_REQUESTED,
  PASSWORD_RESET,
  EMAIL_ADDED,
  EMAIL_VERIFIED,
  EMAIL_MADE_PRIMARY,
  EMAIL_REMOVED,
  REFRESH_TOKEN_REUSED,
  TOKEN_REVOKED;

  /** As it is stored and logged: {@code logged_in}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
