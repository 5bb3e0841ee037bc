package dev.latchkey.sessions;

/** What a typed code is good for; one sent for one purpose serves no other. */
public enum CodePurpose {
  EMAIL_VERIFICATION,
  LOGIN,
  PASSWORD_RESET
}
