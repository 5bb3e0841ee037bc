package dev.latchkey.passwords;

/**
 * No hash could be computed in the time allowed, because too many are being computed already (or
 * the thread was interrupted while it waited). Nothing was decided about the password: the same
 * request may succeed a moment later.
 */
public final class PasswordHashingBusy extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PasswordHashingBusy() {
    super("Too many passwords are being hashed at the moment");
  }
}
