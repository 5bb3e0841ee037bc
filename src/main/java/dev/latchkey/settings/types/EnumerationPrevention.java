package dev.latchkey.settings.types;

/** How far answers hide whether an account exists. */
public enum EnumerationPrevention {
  /** Answers may tell, as is friendliest for people who forgot that they have an account. */
  OFF,
  /**
   * Hidden where the owner of an address can be told by mail instead: at sign-up, if verification
   * is mandatory.
   */
  ON,
  /**
   * Hidden at sign-up in every case, at the price that two accounts may claim one address until one
   * verifies it.
   */
  STRICT
}
