package dev.latchkey.keys;

/** The outcome of revoking a key immediately. */
public sealed interface KeyRevocation {

  /**
   * The key is revoked.
   *
   * @param signs the name of the key that signs now
   */
  record Revoked(String signs) implements KeyRevocation {}

  /** No key in use has this name. */
  record Unknown() implements KeyRevocation {}

  /** Keys are configured, and must be removed from the settings. */
  record Configured() implements KeyRevocation {}
}
