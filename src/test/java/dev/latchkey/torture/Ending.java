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
  PASSWORD_CHANGE;

  /** Whether it comes from another device of the owner, which stays logged in. */
  boolean isByOtherDevice() {
    return this == SESSION_END || this == PASSWORD_CHANGE;
  }

  /**
   * Ends the session of a person.
   *
   * @param elsewhere the other device, if {@link #isByOtherDevice()}
   */
  void on(Node node, Person person, Person elsewhere, Admin admin) {
    switch (this) {
      case LOGOUT -> person.logOut(node).expect(401);
      case SESSION_END -> elsewhere.endOtherSessions(node).expect(200);
      case DEACTIVATION -> admin.deactivate(node, person).expect(200);
      case PASSWORD_CHANGE -> elsewhere.changePassword(node, "another-horse-battery-7").expect(200);
    }
  }
}
