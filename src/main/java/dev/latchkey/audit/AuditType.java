package dev.latchkey.audit;

import java.util.Locale;

/** The kinds of event that are recorded. */
public enum AuditType {
  SIGNED_UP,
  LOGGED_IN,
  LOGIN_FAILED,
  LOGGED_OUT,
  REFRESH_TOKEN_REUSED;

  /** As it is stored and logged: {@code logged_in}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
