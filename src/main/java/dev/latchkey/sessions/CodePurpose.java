package dev.latchkey.sessions;

/** The purpose of a code; it is valid for that purpose only. */
public enum CodePurpose {
  EMAIL_VERIFICATION,
  LOGIN,
  PASSWORD_RESET
}
