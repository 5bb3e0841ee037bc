package dev.latchkey.torture;

/** What can end a session. */
enum Ending {
  /** Its owner logs out. */
  LOGOUT,
  /** Its owner ends it from another device. */
  SESSION_END,
  /** An administrator switches the account off. */
  DEACTIVATION,
  /** Its owner changes the password on another device. */
  PASSWORD_CHANGE
}
