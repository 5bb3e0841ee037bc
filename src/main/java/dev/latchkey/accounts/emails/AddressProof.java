package dev.latchkey.accounts.emails;

/** How the owner of an account has proven that an address is theirs. Stored by name. */
public enum AddressProof {
  /** A link or code from the mailbox that set a new password. */
  RESET,

  /** A code from the mailbox that logged in without a password. */
  LOGIN_CODE,

  /** A code from the mailbox, typed into a session of the account. */
  CODE,

  /** A link from the mailbox, opened in a session of the account. */
  LINK_IN_SESSION,

  /**
   * A link from the mailbox, opened elsewhere. Whoever opened it has the mailbox; whether they also
   * have the account is not known.
   */
  LINK,

  /** The word of an administrator. */
  ADMINISTRATOR;

  /** Whether this shows that whoever has the mailbox has the account, too. */
  public boolean isOwners() {
    return this != LINK;
  }

  /** Whether the mailbox alone opens the account this way, whatever its password. */
  public boolean replacesPassword() {
    return this == RESET || this == LOGIN_CODE;
  }
}
