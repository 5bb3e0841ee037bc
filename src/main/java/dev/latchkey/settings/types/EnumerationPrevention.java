package dev.latchkey.settings.types;

/** How far responses hide whether an account exists. */
public enum EnumerationPrevention {
  /** Responses may reveal it, which helps users who forgot that they have an account. */
  OFF,
  /**
   * Hidden if a mail can inform the owner of an address instead: at sign-up, if verification is
   * mandatory.
   */
  ON,
  /** Hidden at sign-up in every case; two accounts may claim one address until one verifies it. */
  STRICT
}
