package dev.latchkey.accounts.emails;

/** How an address was proven to belong to the user of an account. Stored by name. */
public enum AddressProof {
  /** A link or code from the mailbox that set a new password. */
  RESET,

  /** A code from the mailbox that logged in without a password. */
  LOGIN_CODE,

  /** A code from the mailbox, entered in a session of the account. */
  CODE,

  /** A link from the mailbox, opened in a session of the account. */
  LINK_IN_SESSION,

  /**
   * A link from the mailbox, opened elsewhere. It shows access to the mailbox, but not to the
   * account.
   */
  LINK,

  /** Set by an administrator. */
  ADMINISTRATOR;

  /** Whether this proves that the owner of the mailbox is the user of the account. */
  public boolean isOwners() {
    return this != LINK;
  }

  /** Whether the mailbox alone opens the account this way, whatever its password. */
  public boolean replacesPassword() {
    return this == RESET || this == LOGIN_CODE;
  }
}
