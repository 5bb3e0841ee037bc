package dev.latchkey.keys;

/** What came of the wish to revoke a key at once. */
public sealed interface KeyRevocation {

  /**
   * The key is out of use.
   *
   * @param signs the name of the key that signs now
   */
  record Revoked(String signs) implements KeyRevocation {}

  /** No key in use has this name. */
  record Unknown() implements KeyRevocation {}

  /** Keys come from the settings, and are taken out there. */
  record Configured() implements KeyRevocation {}
}
