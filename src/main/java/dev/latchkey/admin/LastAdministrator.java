package dev.latchkey.admin;

/** The change would leave no one who can administer. */
public final class LastAdministrator extends RuntimeException {

  LastAdministrator() {
    super("No administrator would remain.", null, false, false);
  }
}
